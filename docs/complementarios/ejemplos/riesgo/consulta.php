<?php
// Consulta la central de riesgos desde PHP: apt install php-cli php-soap, y tres variables de
// entorno: RIESGO_URL (https://riesgo.example.com/), RIESGO_USUARIO y RIESGO_CLAVE.
// La versión de SOAP es la 1.1, o la 1.2 con RIESGO_VERSION=1.2.
declare(strict_types=1);

const ESPACIO = 'urn:chasqui:risk:v1';
$url = getenv('RIESGO_URL');
$cliente = new SoapClient($url . '?wsdl', [
	'soap_version' => getenv('RIESGO_VERSION') === '1.2' ? SOAP_1_2 : SOAP_1_1,
	'location' => $url,
	'login' => getenv('RIESGO_USUARIO'),
	'password' => getenv('RIESGO_CLAVE'),
	'connection_timeout' => 5,
	// Una lista de un solo elemento sigue siendo una lista.
	'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
	// PHP guarda el WSDL un día en /tmp; en producción puede usar WSDL_CACHE_DISK.
	'cache_wsdl' => WSDL_CACHE_NONE,
	'exceptions' => true,
]);

$uno = $cliente->GetRiskByIdentification([
	'idType' => 'cedula', 'idNumber' => '1710034065', 'purpose' => 'ejemplo',
])->GetRiskByIdentificationResult;
echo "uno: {$uno->status} {$uno->level} {$uno->score} {$uno->asOf}\n";

$nombre = $cliente->FindRiskByName(['name' => 'María Zambrano', 'maxResults' => 5]);
foreach ($nombre->FindRiskByNameResult->match ?? [] as $persona) {
	echo "nombre: {$persona->maskedId} {$persona->level} {$persona->kind}\n";
}

$lote = array_map(
	fn (string $numero): array => ['idType' => 'cedula', 'idNumber' => $numero],
	['0926687856', '1712345675'],
);
$respuesta = $cliente->GetRiskBatch(['item' => $lote, 'purpose' => 'ejemplo']);
foreach ($respuesta->GetRiskBatchResult->item as $item) {
	echo "lote: {$item->position} {$item->status} {$item->level}\n";
}

try {
	$cliente->GetRiskByIdentification(['idType' => 'cedula', 'idNumber' => '1710034060']);
} catch (SoapFault $fallo) {
	// El detalle tiene un elemento con el nombre del fallo que declara el contrato.
	$detalle = current((array) $fallo->detail);
	echo "fallo: {$detalle->code} {$fallo->getMessage()}\n";
}
