import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { orderAsHashMap } from "@sfn-websocket/languages/states-language/fields/java-hash-set";

/**
 * The result of a task by an optimized integration: the service's, and what AWS's SDK says of the answer. *Recorded*
 * (LocalStack's AWS-validated snapshots; gabrielmoreira/tiny-asl-machine, cases run on AWS): members and `HttpHeaders` are
 * in the order of the alphabet, `AllHttpHeaders` in that of a Java map. *Assumed*: so is what comes after `Sdk…`, as `StartDate`.
 */
export function addSdkMetadata(
  result: JsonObject,
  headers: Readonly<Record<string, string>>,
  status = 200,
): JsonObject {
  const names = Object.keys(headers).sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  const pick = (order: readonly string[], show: (header: string) => Json): JsonObject =>
    Object.fromEntries(order.map((name) => [name, show(headers[name] ?? "")]));
  const whole: JsonObject = {
    ...result,
    SdkHttpMetadata: {
      AllHttpHeaders: pick(orderAsHashMap(names), (header) => [header]),
      HttpHeaders: pick(names, (header) => header),
      HttpStatusCode: status,
    },
    SdkResponseMetadata: { RequestId: headers["x-amzn-RequestId"] ?? "" },
  };
  return Object.fromEntries(Object.entries(whole).sort(([one], [other]) => (one < other ? -1 : 1)));
}
