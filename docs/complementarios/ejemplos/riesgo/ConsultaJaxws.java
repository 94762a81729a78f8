// Consulta la central de riesgos desde Java con JAX-WS RI: apt install jaxws default-jdk-headless.
//   wsimport -extension -Xnocompile -p riesgo -s . 'https://riesgo.example.com/?wsdl'
//   export CLASSPATH=.:/usr/share/java/jaxws-rt.jar
//   javac -encoding UTF-8 ConsultaJaxws.java riesgo/*.java && java ConsultaJaxws
// Tres variables de entorno: RIESGO_URL (https://riesgo.example.com/), RIESGO_USUARIO y
// RIESGO_CLAVE. La versión de SOAP es la 1.1, o la 1.2 con RIESGO_VERSION=1.2.
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.ws.BindingProvider;
import riesgo.BatchItem;
import riesgo.IdType;
import riesgo.Identification;
import riesgo.InvalidRequest;
import riesgo.NameResult;
import riesgo.RiskMatch;
import riesgo.RiskPort;
import riesgo.RiskResult;
import riesgo.RiskService;

public class ConsultaJaxws {
	static RiskPort conectar() throws Exception {
		String url = System.getenv("RIESGO_URL");
		RiskService servicio = new RiskService(new URL(url + "?wsdl"));
		boolean nueva = "1.2".equals(System.getenv("RIESGO_VERSION"));
		RiskPort puerto = nueva ? servicio.getRiskSoap12() : servicio.getRiskSoap11();
		Map<String, Object> datos = ((BindingProvider) puerto).getRequestContext();
		datos.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url);
		datos.put(BindingProvider.USERNAME_PROPERTY, System.getenv("RIESGO_USUARIO"));
		datos.put(BindingProvider.PASSWORD_PROPERTY, System.getenv("RIESGO_CLAVE"));
		// Sin estos dos espera para siempre.
		datos.put("com.sun.xml.ws.connect.timeout", 5000);
		datos.put("com.sun.xml.ws.request.timeout", 5000);
		return puerto;
	}

	static Identification identificar(String numero) {
		Identification una = new Identification();
		una.setIdType(IdType.CEDULA);
		una.setIdNumber(numero);
		return una;
	}

	public static void main(String[] argumentos) throws Exception {
		PrintStream salida = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		RiskPort central = conectar();

		RiskResult uno = central.getRiskByIdentification(
			IdType.CEDULA, "1710034065", null, "ejemplo");
		salida.printf(
			"uno: %s %s %d %s%n", uno.getStatus(), uno.getLevel(), uno.getScore(), uno.getAsOf());

		NameResult nombre = central.findRiskByName("María Zambrano", 5, null, null);
		for (RiskMatch persona : nombre.getMatch()) {
			salida.printf(
				"nombre: %s %s %s%n", persona.getMaskedId(), persona.getLevel(), persona.getKind());
		}

		List<Identification> lote = new ArrayList<>();
		for (String numero : new String[] {"0926687856", "1712345675"}) {
			lote.add(identificar(numero));
		}
		for (BatchItem item : central.getRiskBatch(lote, null, "ejemplo").getItem()) {
			salida.printf(
				"lote: %d %s %s%n", item.getPosition(), item.getStatus(), item.getLevel());
		}

		try {
			central.getRiskByIdentification(IdType.CEDULA, "1710034060", null, null);
		} catch (InvalidRequest fallo) {
			salida.printf("fallo: %s %s%n", fallo.getFaultInfo().getCode(), fallo.getMessage());
		}
	}
}
