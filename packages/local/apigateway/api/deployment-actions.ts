import { applyChanges } from "./changes";
import { PAGE, pageOf } from "./collection-actions";
import { type ApiContext, isoNow } from "./context";
import type { Actions } from "./rest-json";

const PATH = "/v2/apis/{apiId}/deployments";

/** The actions on deployments. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html */
export const DEPLOYMENT_ACTIONS: Actions<ApiContext> = {
  CreateDeployment: {
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: { description: {}, stageName: {} },
    call(context, { parameter, body }) {
      const { gateway, createId } = context;
      const apiId = parameter("apiId");
      const { stageName, description } = body;
      const stage = typeof stageName === "string" && stageName !== "" ? gateway.getStage(apiId, stageName) : undefined;
      const record = gateway.createDeployment(apiId, createId(6), {
        createdDate: isoNow(context),
        ...(typeof description === "string" && { description }),
        toleratesErrors: true,
      });
      const { deploymentId } = record;
      if (stage) gateway.updateStage(apiId, { ...stage, deploymentId, lastUpdatedDate: isoNow(context) });
      return record;
    },
  },
  GetDeployment: {
    method: "GET",
    path: `${PATH}/{deploymentId}`,
    call: ({ gateway }, { parameter }) => gateway.getDeployment(parameter("apiId"), parameter("deploymentId")),
  },
  GetDeployments: {
    method: "GET",
    path: PATH,
    query: PAGE,
    call: ({ gateway }, { parameter, query }) => pageOf(gateway.deployments(parameter("apiId")), query),
  },
  UpdateDeployment: {
    method: "PATCH",
    path: `${PATH}/{deploymentId}`,
    mutates: true,
    members: { description: {} },
    call({ gateway }, { parameter, body }) {
      const record = gateway.getDeployment(parameter("apiId"), parameter("deploymentId"));
      const changed = applyChanges(record, body);
      return gateway.updateDeployment(parameter("apiId"), changed);
    },
  },
  DeleteDeployment: {
    method: "DELETE",
    path: `${PATH}/{deploymentId}`,
    status: 204,
    mutates: true,
    call: ({ gateway }, { parameter }) => gateway.deleteDeployment(parameter("apiId"), parameter("deploymentId")),
  },
};
