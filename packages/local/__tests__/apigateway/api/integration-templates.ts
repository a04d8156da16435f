import type { ApiGateway } from "../../../apigateway/control/apigateway";

/** 400 conditions: some milliseconds of work, however fast the machine is. */
const LARGE = "#if($input.path('$.a') == 'b')$input.json('$')#end ".repeat(400);

/** Creates routes, each with an integration and a response that have a large template of their own. */
export function createIntegrationTemplates(gateway: ApiGateway, apiId: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const id = `${count}-${index}`;
    gateway.create(apiId, "integrations", {
      integrationId: id,
      integrationType: "MOCK",
      requestTemplates: { $default: `${id} ${LARGE}` },
    });
    gateway.create(apiId, "integrationResponses", {
      integrationResponseId: id,
      integrationId: id,
      integrationResponseKey: "$default",
      responseTemplates: { $default: `${LARGE} ${id}` },
    });
    gateway.create(apiId, "routes", { routeId: id, routeKey: id, target: `integrations/${id}` });
  }
}
