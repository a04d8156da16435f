import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.exception.MethodInvocationException;
import org.apache.velocity.exception.ParseErrorException;
import org.apache.velocity.util.introspection.Info;

/**
 * Renders mapping templates with Apache Velocity 1.7, set up as API Gateway appears to run it. One case a line:
 * the template, a tab, and the payload, both UTF-8 in base64. One answer a line: the outcome, a tab, and the text or the
 * error in base64; the outcome is "rendered", "syntax",
 * "failed", or "outside" for what is not Velocity's but JSONPath's.
 */
public class VelocityOracle {
  public static void main(String[] arguments) throws Exception {
    VelocityOracle oracle = new VelocityOracle();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream output = new PrintStream(System.out, false, "US-ASCII");
    System.setOut(System.err);
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] parts = line.split("\t", -1);
      output.println(oracle.answer(decode(parts[0]), decode(parts[1])));
      if (!input.ready()) output.flush();
    }
    output.flush();
  }

  private VelocityEngine shared = createEngine();

  private String answer(String template, String payload) {
    // an engine keeps macros from one template to the next
    boolean defines = template.contains("macro");
    VelocityEngine engine = defines ? createEngine() : shared;
    try {
      StringWriter writer = new StringWriter();
      engine.evaluate(createContext(payload), writer, "template", template);
      return "rendered\t" + encode(writer.toString());
    } catch (ParseErrorException error) {
      return "syntax\t" + encode(String.valueOf(error.getMessage()));
    } catch (MethodInvocationException error) {
      if (error.getCause() instanceof OutsideException) return "outside\t";
      return "failed\t" + encode(String.valueOf(error.getMessage()));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError error) {
      String kind = error.getCause() instanceof org.apache.velocity.runtime.parser.ParseException ? "syntax" : "failed";
      return kind + "\t" + encode(error.toString());
    }
  }

  private static VelocityEngine createEngine() {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    engine.setProperty("directive.foreach.maxloops", "1000");
    engine.setProperty("parser.pool.size", "1");
    engine.init();
    return engine;
  }

  private static Context createContext(String payload) {
    Object document = new PayloadReader(payload).read();
    VelocityContext context = new VelocityContext();
    context.put("input", new InputObject(payload, document));
    context.put("util", new UtilObject());
    EventCartridge cartridge = new EventCartridge();
    cartridge.addEventHandler(new NothingForMissing());
    cartridge.attachToContext(context);
    return context;
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Recorded from API Gateway: a reference to nothing prints nothing, and equals the empty text. */
  public static class NothingForMissing implements InvalidReferenceEventHandler {
    public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
      return "";
    }

    public boolean invalidSetMethod(Context context, String left, String right, Info info) {
      return false;
    }

    public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
      return "";
    }
  }

  /** The template asks for what this oracle has nothing to say about. */
  private static class OutsideException extends RuntimeException {}

  /** As much of $input as says nothing about JSONPath: paths of plain names. */
  public static class InputObject {
    private final String body;
    private final Object document;

    InputObject(String body, Object document) {
      this.body = body;
      this.document = document;
    }

    @Override
    public String toString() {
      return "";
    }

    public String getBody() {
      return body;
    }

    public Object path(String path) {
      if (!path.matches("\\$(\\.[a-zA-Z]+)*")) throw new OutsideException();
      Object value = document;
      String[] names = path.split("\\.");
      for (int index = 1; index < names.length; index++)
        value = value instanceof Map ? ((Map<?, ?>) value).get(names[index]) : null;
      return value;
    }
  }

  public static class UtilObject {
    @Override
    public String toString() {
      return "";
    }

    public String escapeJavaScript(Object value) {
      return StringEscapeUtils.escapeJavaScript(value == null ? null : value.toString());
    }

    public String urlEncode(Object value) {
      return value == null ? null : URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    public String base64Encode(Object value) {
      return value == null ? null : encode(value.toString());
    }
  }

  /** A list of the payload, which prints as JSON: recorded from API Gateway. */
  public static class JSONArray extends ArrayList<Object> {
    public String toJSONString() {
      return toString();
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      write(this, text);
      return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
      if (value instanceof List) writeItems((List<?>) value, text);
      else if (value instanceof Map) writeMembers((Map<?, ?>) value, text);
      else if (value == null || value instanceof Boolean || value instanceof Number) text.append(value);
      else writeText(value.toString(), text);
    }

    private static void writeItems(List<?> items, StringBuilder text) {
      text.append('[');
      String separator = "";
      for (Object item : items) {
        text.append(separator);
        write(item, text);
        separator = ",";
      }
      text.append(']');
    }

    private static void writeMembers(Map<?, ?> members, StringBuilder text) {
      text.append('{');
      String separator = "";
      for (Map.Entry<?, ?> member : members.entrySet()) {
        text.append(separator);
        writeText(String.valueOf(member.getKey()), text);
        text.append(':');
        write(member.getValue(), text);
        separator = ",";
      }
      text.append('}');
    }

    private static void writeText(String value, StringBuilder text) {
      text.append('"');
      for (char unit : value.toCharArray()) {
        int named = "\b\t\n\f\r".indexOf(unit);
        if (named >= 0) text.append('\\').append("btnfr".charAt(named));
        else if ("\"\\/".indexOf(unit) >= 0) text.append('\\').append(unit);
        else if (unit < 0x20 || unit >= 0x7f && unit <= 0x9f || unit >= 0x2000 && unit <= 0x20ff)
          text.append(String.format("\\u%04X", (int) unit));
        else text.append(unit);
      }
      text.append('"');
    }
  }

  /** Reads well-formed JSON into what API Gateway's templates get: maps in order, lists, Integer, Long or Double. */
  private static class PayloadReader {
    private final String text;
    private int at = 0;

    PayloadReader(String text) {
      this.text = text;
    }

    Object read() {
      char first = text.charAt(at);
      if (first == '{') return readMembers();
      if (first == '[') return readItems();
      if (first == '"') return readText();
      int start = at;
      while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) at++;
      return readScalar(text.substring(start, at));
    }

    private static Object readScalar(String word) {
      if (word.equals("null")) return null;
      if (word.equals("true") || word.equals("false")) return Boolean.valueOf(word);
      if (word.matches(".*[.eE].*")) return Double.valueOf(word);
      java.math.BigInteger integer = new java.math.BigInteger(word);
      if (integer.bitLength() < 32) return integer.intValue();
      return integer.bitLength() < 64 ? (Object) integer.longValue() : integer;
    }

    private Object readMembers() {
      Map<String, Object> members = new LinkedHashMap<>();
      at++;
      while (text.charAt(at) != '}') {
        if (text.charAt(at) == ',') at++;
        String name = readText();
        at++;
        members.put(name, read());
      }
      at++;
      return members;
    }

    private Object readItems() {
      JSONArray items = new JSONArray();
      at++;
      while (text.charAt(at) != ']') {
        if (text.charAt(at) == ',') at++;
        items.add(read());
      }
      at++;
      return items;
    }

    private String readText() {
      StringBuilder read = new StringBuilder();
      for (at++; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) != '\\') {
          read.append(text.charAt(at));
          continue;
        }
        char escape = text.charAt(++at);
        int named = "btnfr".indexOf(escape);
        if (escape == 'u') {
          read.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
          at += 4;
        } else read.append(named >= 0 ? "\b\t\n\f\r".charAt(named) : escape);
      }
      at++;
      return read.toString();
    }
  }
}
