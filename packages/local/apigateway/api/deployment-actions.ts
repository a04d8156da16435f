import { applyChanges } from "./changes";
import { pageOf } from "./collection-actions";
import { type ApiContext, isoNow } from "./context";
import { readMembers } from "./members";
import type { Actions } from "./rest-json";

const PATH = "/v2/apis/{apiId}/deployments";

/** The actions on deployments. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html */
export const DEPLOYMENT_ACTIONS: Actions<ApiContext> = {
  CreateDeployment: {
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    call(context, { parameter, body }) {
      const { gateway, createId } = context;
      const apiId = parameter("apiId");
      const { stageName, description } = readMembers(body, { description: "string", stageName: "string" });
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
    call: ({ gateway }, { parameter, query }) => pageOf(gateway.deployments(parameter("apiId")), query),
  },
  UpdateDeployment: {
    method: "PATCH",
    path: `${PATH}/{deploymentId}`,
    mutates: true,
    call({ gateway }, { parameter, body }) {
      const record = gateway.getDeployment(parameter("apiId"), parameter("deploymentId"));
      const changed = applyChanges(record, readMembers(body, { description: "string" }));
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
