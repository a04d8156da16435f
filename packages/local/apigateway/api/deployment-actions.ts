import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./pages";
import { isoNow } from "./context";
import { type Actions, defineAction } from "./rest-json";

const PATH = "/v2/apis/{apiId}/deployments";

/** The actions on deployments. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html */
export const DEPLOYMENT_ACTIONS: Actions = {
  CreateDeployment: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: { description: {}, stageName: {} },
    async call(context, { parameter, body }) {
      const { gateway, createId } = context;
      const apiId = parameter("apiId");
      const { stageName, description } = body;
      const stage = typeof stageName === "string" && stageName !== "" ? gateway.getStage(apiId, stageName) : undefined;
      const deploymentId = createId(6);
      const ahead = await runInTurns(gateway.compileApi(apiId, deploymentId));
      const record = gateway.createDeployment(apiId, deploymentId, {
        createdDate: isoNow(context),
        ...(typeof description === "string" && { description }),
        ahead,
      });
      if (stage) {
        const settings = gateway.getStage(apiId, stage.stageName);
        gateway.updateStage(apiId, { ...settings, deploymentId, lastUpdatedDate: isoNow(context) });
      }
      return record;
    },
  }),
  GetDeployment: defineAction({
    method: "GET",
    path: `${PATH}/{deploymentId}`,
    members: {},
    call: ({ gateway }, { parameter }) => gateway.getDeployment(parameter("apiId"), parameter("deploymentId")),
  }),
  GetDeployments: defineAction({
    method: "GET",
    path: PATH,
    query: PAGE,
    members: {},
    call: ({ gateway }, { parameter, query }) => pageOf(gateway.deployments(parameter("apiId")), query),
  }),
  UpdateDeployment: defineAction({
    method: "PATCH",
    path: `${PATH}/{deploymentId}`,
    mutates: true,
    members: { description: {} },
    call({ gateway }, { parameter, body }) {
      const record = gateway.getDeployment(parameter("apiId"), parameter("deploymentId"));
      const changed = applyChanges(record, body);
      return gateway.updateDeployment(parameter("apiId"), changed);
    },
  }),
  DeleteDeployment: defineAction({
    method: "DELETE",
    path: `${PATH}/{deploymentId}`,
    status: 204,
    mutates: true,
    members: {},
    call: ({ gateway }, { parameter }) => gateway.deleteDeployment(parameter("apiId"), parameter("deploymentId")),
  }),
};
