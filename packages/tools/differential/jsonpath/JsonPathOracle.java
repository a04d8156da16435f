import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Answers lines of a path and a document with what Jayway JsonPath 2.0.0 over Jackson's nodes makes of them: a line each,
 * with "definite" or "indefinite" and the value, "missing" or "failed" and the message, or "invalid".
 */
public class JsonPathOracle {
  private static final ObjectMapper mapper = new ObjectMapper();
  private static final Configuration configuration =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] parts = line.split("\t", -1);
      String[] answer = answer(decode(parts[0]), mapper.readTree(decode(parts[1])));
      byte[] text = answer[1].getBytes(StandardCharsets.UTF_8);
      answers.println(answer[0] + "\t" + Base64.getEncoder().encodeToString(text));
      answers.flush();
    }
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String[] answer(String text, JsonNode document) throws Exception {
    JsonPath path;
    try {
      path = JsonPath.compile(text);
    } catch (Exception exception) {
      return new String[] {"invalid", ""};
    }
    try {
      Object value = path.<Object>read((Object) document, configuration);
      return new String[] {path.isDefinite() ? "definite" : "indefinite", mapper.writeValueAsString(value)};
    } catch (PathNotFoundException exception) {
      return new String[] {"missing", path.isDefinite() ? exception.getMessage() : ""};
    } catch (Exception exception) {
      return new String[] {"failed", ""};
    }
  }
}
