import { isJsonObject } from "../../json";
import { reportSchemaError } from "./rule";
import type { Rule } from "./rule";

/**
 * A rule for Task states: a heartbeat is due before the time is out. Documented, but for the text, which is *assumed*.
 *
 * @see https://states-language.net/spec.html#task-state
 */
export const heartbeatBeforeTimeout: Rule = (value, location, scope) => {
  if (!isJsonObject(value)) return;
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = value;
  if (typeof heartbeat !== "number" || typeof timeout !== "number" || heartbeat < timeout) return;
  const message = "The value of 'HeartbeatSeconds' must be smaller than that of 'TimeoutSeconds'";
  reportSchemaError(scope, message, `${location}/HeartbeatSeconds`);
};
