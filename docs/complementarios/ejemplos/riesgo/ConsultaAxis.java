// Consulta la central de riesgos desde Java con Axis 1.4, que solo sabe SOAP 1.1 y solo lee el
// contrato de un puerto, ?wsdl=1.1: apt install libaxis-java default-jdk-headless.
//   J=/usr/share/java; export CLASSPATH=.:$J/axis.jar:$J/axis-jaxrpc.jar:$J/axis-saaj.jar
//   CLASSPATH=$CLASSPATH:$J/wsdl4j.jar:$J/commons-logging.jar:$J/commons-discovery.jar
//   java org.apache.axis.wsdl.WSDL2Java -p riesgo -o . 'https://riesgo.example.com/?wsdl=1.1'
//   javac -encoding UTF-8 ConsultaAxis.java riesgo/*.java && java ConsultaAxis
// Tres variables de entorno: RIESGO_URL (https://riesgo.example.com/), RIESGO_USUARIO y
// RIESGO_CLAVE.
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import riesgo.BatchItem;
import riesgo.FaultDetail;
import riesgo.IdType;
import riesgo.Identification;
import riesgo.NameResult;
import riesgo.RiskMatch;
import riesgo.RiskResult;
import riesgo.RiskServiceLocator;
import riesgo.RiskSoap11Stub;

public class ConsultaAxis {
	static RiskSoap11Stub conectar() throws Exception {
		URL url = new URL(System.getenv("RIESGO_URL"));
		RiskSoap11Stub central = (RiskSoap11Stub) new RiskServiceLocator().getRiskSoap11(url);
		central.setUsername(System.getenv("RIESGO_USUARIO"));
		central.setPassword(System.getenv("RIESGO_CLAVE"));
		central.setTimeout(5000);
		return central;
	}

	public static void main(String[] argumentos) throws Exception {
		PrintStream salida = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		RiskSoap11Stub central = conectar();

		RiskResult uno = central.getRiskByIdentification(
			IdType.cedula, "1710034065", null, "ejemplo");
		salida.printf(
			"uno: %s %s %d %tF%n", uno.getStatus(), uno.getLevel(), uno.getScore(), uno.getAsOf());

		NameResult nombre = central.findRiskByName("María Zambrano", 5, null, null);
		for (RiskMatch persona : nombre.getMatch()) {
			salida.printf(
				"nombre: %s %s %s%n", persona.getMaskedId(), persona.getLevel(), persona.getKind());
		}

		Identification[] lote = {
			new Identification(IdType.cedula, "0926687856"),
			new Identification(IdType.cedula, "1712345675"),
		};
		for (BatchItem item : central.getRiskBatch(lote, null, "ejemplo").getItem()) {
			salida.printf(
				"lote: %d %s %s%n", item.getPosition(), item.getStatus(), item.getLevel());
		}

		try {
			central.getRiskByIdentification(IdType.cedula, "1710034060", null, null);
		} catch (FaultDetail fallo) {
			// Axis hace una sola clase de los fallos que comparten tipo: el código dice cuál es.
			salida.printf("fallo: %s %s%n", fallo.getCode(), fallo.getFaultString());
		}
	}
}
