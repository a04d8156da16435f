import type { Construct } from "constructs";
import {
  outputTemplate,
  type ReplyAddress,
  startExecutionTemplate,
  startSyncExecutionTemplate,
  withStateMachineArn,
} from "./mapping-templates";
import { allowDecryption, allowStartExecution, allowStartSyncExecution } from "../roles/policy-statements";
import type { RouteResponse, WorkflowRouteProps } from "../options/route-props";
import { ServiceIntegration, type ServiceIntegrationProps } from "./service-integration";
import { escapeTerraform } from "../names/terraform-text";
import type { WorkflowStateMachine } from "../workflows/workflow-state-machine";

export interface WorkflowIntegrationProps extends Pick<
  ServiceIntegrationProps,
  "apiId" | "location" | "environment" | "name" | "timeoutMilliseconds"
> {
  readonly workflow: WorkflowStateMachine;
  readonly route: WorkflowRouteProps & { readonly routeKey: string };
  /** Where an asynchronous workflow may answer. */
  readonly replyAddress: ReplyAddress;
  readonly kmsKeyArn?: string;
}

/** The integration that runs a route's workflow: StartSyncExecution, or StartExecution for an asynchronous one. */
export function createWorkflowIntegration(scope: Construct, props: WorkflowIntegrationProps): ServiceIntegration {
  const { workflow, route, replyAddress, kmsKeyArn, ...others } = props;
  const shared = { ...others, routeKey: route.routeKey, roleArn: route.integrationRoleArn };
  const { requestTemplate, input, response = "execution" } = route;
  const stateMachineArn = workflow.stateMachine.arn;
  const own =
    requestTemplate === undefined ? undefined : withStateMachineArn(escapeTerraform(requestTemplate), workflow.arn);
  const responseTemplate = selectTemplate(response);
  if (route.execution === "async") {
    return new ServiceIntegration(scope, "StartExecution", {
      ...shared,
      name: `${shared.name}-start-execution`,
      action: "states:action/StartExecution",
      policyName: "start-execution",
      statements: [allowStartExecution(stateMachineArn)],
      requestTemplate: own ?? startExecutionTemplate(workflow.arn, replyAddress, input),
      responseTemplate,
    });
  }
  const decryption = kmsKeyArn === undefined ? [] : [allowDecryption(kmsKeyArn, props.location.region)];
  return new ServiceIntegration(scope, "StartSyncExecution", {
    ...shared,
    name: `${shared.name}-integration`,
    action: "states:action/StartSyncExecution",
    policyName: "start-sync-execution",
    statements: [allowStartSyncExecution(stateMachineArn), ...decryption],
    requestTemplate: own ?? startSyncExecutionTemplate(workflow.arn, input),
    responseTemplate,
  });
}

/** The response template of a route, none for the parity default: AWS's answer passes through. */
function selectTemplate(response: RouteResponse): string | undefined {
  if (response === "execution" || response === "none") return undefined;
  return response === "output" ? outputTemplate : response.template;
}
