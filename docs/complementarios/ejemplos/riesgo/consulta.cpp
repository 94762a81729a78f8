// Consulta la central de riesgos desde C++ con gSOAP:
//   apt install g++ gsoap libgsoap-dev libssl-dev
//   wsdl2h -o riesgo.h 'https://riesgo.example.com/?wsdl=1.1'
//   soapcpp2 -j -C -x -I/usr/share/gsoap/import riesgo.h
//   g++ -o consulta -DWITH_OPENSSL -DWITH_GZIP -DWITH_IPV6 -DWITH_DOM consulta.cpp soapC.cpp
//     soapRiskSoap11Proxy.cpp -lgsoapssl++ -lssl -lcrypto    (en la misma línea)
// Tres variables de entorno: RIESGO_URL (https://riesgo.example.com/), RIESGO_USUARIO y
// RIESGO_CLAVE. La versión de SOAP la decide el contrato: con ?wsdl=1.1 es la 1.1; con ?wsdl, la
// 1.2, aunque las clases se llamen igual.
#include <cstdlib>
#include <iostream>
#include <string>

#include "RiskSoap11.nsmap"
#include "soapRiskSoap11Proxy.h"

using std::cout;

// SOAP_C_UTFSTRING: los textos van y vienen en UTF-8; sin ella las tildes se dañan.
static RiskSoap11Proxy central(std::getenv("RIESGO_URL"), SOAP_C_UTFSTRING);
static std::string ejemplo = "ejemplo";

// HTTP Basic: gSOAP olvida la credencial después de cada mensaje. Sin los tiempos espera siempre.
static RiskSoap11Proxy &conectar() {
	soap *contexto = central.soap;
	contexto->userid = std::getenv("RIESGO_USUARIO");
	contexto->passwd = std::getenv("RIESGO_CLAVE");
	contexto->connect_timeout = contexto->send_timeout = contexto->recv_timeout = 5;
	return central;
}

// Lo que crea `soap_new_…` vive lo que vive el cliente.
static ns1__Identification *identificar(const char *numero) {
	auto *una = soap_new_ns1__Identification(central.soap);
	una->idType = ns1__IdType__cedula;
	una->idNumber = numero;
	return una;
}

static const char *decir(ns1__RiskLevel nivel) {
	return soap_ns1__RiskLevel2s(central.soap, nivel);
}

static const char *decir(ns1__RiskStatus estado) {
	return soap_ns1__RiskStatus2s(central.soap, estado);
}

static void preguntar_uno() {
	_ns1__GetRiskByIdentification pregunta;
	pregunta.idType = ns1__IdType__cedula;
	pregunta.idNumber = "1710034065";
	pregunta.purpose = &ejemplo;
	_ns1__GetRiskByIdentificationResponse respuesta;
	if (conectar().GetRiskByIdentification(&pregunta, respuesta) != SOAP_OK) {
		central.soap_stream_fault(std::cerr);
		std::exit(1);
	}
	ns1__RiskResult *uno = respuesta.GetRiskByIdentificationResult;
	cout << "uno: " << decir(uno->status) << ' ' << decir(uno->level) << ' ' << *uno->score << ' '
		<< *uno->asOf << '\n';
}

static void preguntar_por_nombre() {
	int cuantos = 5;
	_ns1__FindRiskByName pregunta;
	pregunta.name = "María Zambrano";
	pregunta.maxResults = &cuantos;
	_ns1__FindRiskByNameResponse respuesta;
	if (conectar().FindRiskByName(&pregunta, respuesta) != SOAP_OK) return;
	for (ns1__RiskMatch *persona : respuesta.FindRiskByNameResult->match) {
		cout << "nombre: " << persona->maskedId << ' ' << decir(persona->level) << ' '
			<< soap_ns1__MatchKind2s(central.soap, persona->kind) << '\n';
	}
}

static void preguntar_lote() {
	_ns1__GetRiskBatch pregunta;
	pregunta.item = {identificar("0926687856"), identificar("1712345675")};
	pregunta.purpose = &ejemplo;
	_ns1__GetRiskBatchResponse respuesta;
	if (conectar().GetRiskBatch(&pregunta, respuesta) != SOAP_OK) return;
	for (ns1__BatchItem *uno : respuesta.GetRiskBatchResult->item) {
		cout << "lote: " << uno->position << ' ' << decir(uno->status) << ' ' << decir(uno->level)
			<< '\n';
	}
}

static void mostrar_fallo() {
	_ns1__GetRiskByIdentification pregunta;
	pregunta.idType = ns1__IdType__cedula;
	pregunta.idNumber = "1710034060";
	_ns1__GetRiskByIdentificationResponse respuesta;
	if (conectar().GetRiskByIdentification(&pregunta, respuesta) == SOAP_OK) return;
	// El detalle tiene un elemento con el nombre del fallo que declara el contrato.
	const SOAP_ENV__Fault *fallo = central.soap_fault();
	const SOAP_ENV__Detail *detalle = fallo->detail ? fallo->detail : fallo->SOAP_ENV__Detail;
	if (detalle && detalle->ns1__InvalidRequest) {
		cout << "fallo: " << detalle->ns1__InvalidRequest->code << ' '
			<< central.soap_fault_string() << '\n';
	}
}

int main() {
	preguntar_uno();
	preguntar_por_nombre();
	preguntar_lote();
	mostrar_fallo();
}
