/** One resource of synthesized Terraform JSON, or the whole of it. */
type Block = Readonly<Record<string, unknown>>;

/**
 * The problems of routes whose clients would wait for an answer that never comes: AWS accepts a non-proxy route without
 * a route response, which sends nothing, and an integration without an integration response, which fails every message.
 *
 * @param terraform a stack's Terraform JSON
 * @param oneWay the keys of routes that answer nothing on purpose
 * @param isMeant whether the routes of the API with this id are
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
 * documented
 */
export function findUnansweredRoutes(
  terraform: unknown,
  oneWay: readonly string[] = [],
  isMeant: (apiId: unknown) => boolean = () => true,
): readonly string[] {
  const resources = enter(enter(terraform)["resource"]);
  const answered = new Set(list(resources, "route_response").map(([, response]) => response["route_id"]));
  const responding = new Set(list(resources, "integration_response").map(([, { integration_id: id }]) => id));
  const integrations = list(resources, "integration");
  return list(resources, "route").flatMap(([name, route]) => {
    if (!isMeant(route["api_id"])) return [];
    const routeKey = String(route["route_key"]);
    const found = integrations.find(
      ([integration]) => route["target"] === `integrations/${refer("integration", integration)}`,
    );
    if (found === undefined || String(found[1]["integration_type"]).endsWith("_PROXY")) return [];
    const problems: string[] = [];
    if (!responding.has(refer("integration", found[0]))) {
      problems.push(
        `route '${routeKey}': integration has no response, got none; add an aws_apigatewayv2_integration_response`,
      );
    }
    const hasClient = !["$connect", "$disconnect", ...oneWay].includes(routeKey);
    if (hasClient && !answered.has(refer("route", name))) {
      problems.push(
        `route '${routeKey}': sends no answer, got no route response; add an aws_apigatewayv2_route_response`,
      );
    }
    return problems;
  });
}

/** The resources of one of API Gateway's types, with their names. */
function list(resources: Block, type: string): readonly (readonly [string, Block])[] {
  return Object.entries(enter(resources[`aws_apigatewayv2_${type}`])).map(([name, block]) => [name, enter(block)]);
}

function refer(type: string, name: string): string {
  return `\${aws_apigatewayv2_${type}.${name}.id}`;
}

function enter(value: unknown): Block {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
