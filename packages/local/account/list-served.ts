import type { Stage } from "../apigateway/stage/stage";
import type { StateMachine } from "../stepfunctions/resources";
import type { Aws } from "./aws";

/** The stages of all regions. */
export const listStages = (aws: Aws): readonly Stage[] =>
  aws.regions().flatMap(({ apigateway }) => apigateway.stages());

/** The state machines of all regions. */
export const listStateMachines = (aws: Aws): readonly StateMachine[] =>
  aws.regions().flatMap(({ stepfunctions }) => stepfunctions.stateMachines());
