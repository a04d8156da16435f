import { isTurnPending } from "@sfn-websocket/languages/states-language/world/take-turn";
import { compileIntegrationRequest } from "../../../apigateway/templates/mapping";
import type { Integration } from "../../../apigateway/resources";
import { createIntegrationTemplates } from "./integration-templates";
import { type OpenApi, openApi } from "./open-api";

const API = "a1b2c3d4e5";
const ROUTES = 30;

let api: OpenApi;
beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

const gateway = () => api.aws.region("us-east-1").apigateway;

/** An API whose integrations have large templates of their own, and a stage that serves a first deployment of it. */
function createLargeApi(): void {
  gateway().createApi({
    apiId: API,
    name: "large",
    protocolType: "WEBSOCKET",
    routeSelectionExpression: "$request.body.a",
  });
  createIntegrationTemplates(gateway(), API, 1);
  gateway().createDeployment(API, "before");
  gateway().createStage(API, { stageName: "s", deploymentId: "before" });
  createIntegrationTemplates(gateway(), API, ROUTES);
}

/** Calls the API's control plane; `look` is called in each turn that others have until it is answered. */
async function call(method: string, path: string, body: object, look: () => void): Promise<number> {
  let turns = 0;
  let isAnswered = false;
  const answer = fetch(`${api.url}/v2/apis/${API}/${path}`, { method, body: JSON.stringify(body) });
  const settled = answer.finally(() => (isAnswered = true));
  while (!isAnswered) {
    await new Promise(setImmediate);
    if (isTurnPending()) (turns++, look());
  }
  expect((await settled).status).toBeLessThan(300);
  return turns;
}

describe("a deployment of many large templates", () => {
  it("lets others go on while it is created, and the old one serves until it is whole", async () => {
    createLargeApi();
    const served = new Set<string | undefined>();
    const look = () => served.add(gateway().getStage(API, "s").deploymentId);
    expect(await call("POST", "deployments", { stageName: "s" }, look)).toBeGreaterThan(2);
    expect([...served]).toEqual(["before"]);
    expect(gateway().getStage(API, "s").deploymentId).toBe(gateway().deployments(API).at(-1)?.deploymentId);
    expect(gateway().deployments(API)).toHaveLength(2);
  }, 60_000);

  it("lets others go on while a stage deploys it by itself", async () => {
    createLargeApi();
    expect(await call("PATCH", "stages/s", { autoDeploy: true }, () => undefined)).toBeGreaterThan(2);
  }, 60_000);

  it("takes over what one before it compiled", () => {
    const integration: Integration = {
      integrationId: "i",
      integrationType: "MOCK",
      requestTemplates: { $default: "$context" },
    };
    expect(compileIntegrationRequest(integration)).toBe(compileIntegrationRequest(integration));
    expect(compileIntegrationRequest({ ...integration })).not.toBe(compileIntegrationRequest(integration));
  });
});
