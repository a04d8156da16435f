import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { show } from "../options/show-value";

/** The problem of a route key, if it has one: AWS keeps keys that start with `$` for itself. */
export function checkRouteKey(routeKey: string): readonly string[] {
  const reserved = ["$connect", "$disconnect", "$default"];
  if (routeKey === "")
    return ["routes: a route key is empty, got ''; name the value of 'action' that selects the route"];
  if (routeKey !== routeKey.trim() || /[\p{Cc}\p{Cf}]/u.test(routeKey)) {
    const plain = routeKey.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim();
    return [
      `route ${show(routeKey)}: route key has blanks around it or control characters, got ${show(routeKey)}; write '${plain}'`,
    ];
  }
  if (!routeKey.startsWith("$") || reserved.includes(routeKey)) return [];
  const advice = suggestName(routeKey, reserved, `only ${reserved.join(", ")} may start with '$'`);
  return [`route '${routeKey}': route key is not one of AWS's, got '${routeKey}'; ${advice}`];
}

const METHOD = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) /;

/**
 * The warnings of a route key that AWS takes, and that probably no client sends: it looks like one of AWS's, or like that of
 * an HTTP API.
 */
export function warnOfRouteKey(routeKey: string): readonly string[] {
  const reserved = ["$connect", "$disconnect", "$default"].find((each) => each === `$${routeKey.toLowerCase()}`);
  const only = `route '${routeKey}': only messages whose action is '${routeKey}' reach it, got`;
  if (reserved !== undefined) return [`${only} the name of one of AWS's routes; did you mean '${reserved}'`];
  if (routeKey === "*") return [`${only} '*'; '$default' takes the messages that no other route takes`];
  if (METHOD.test(routeKey))
    return [`${only} the key of an HTTP API; write '${routeKey.replace(METHOD, "").replace(/^\//, "")}'`];
  return [];
}
