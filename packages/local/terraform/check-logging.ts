import { refuseLogging } from "../apigateway/control/account";
import type { Aws } from "../account/aws";
import { listStateMachines } from "../account/list-served";
import { refuseMachineLogging } from "../account/machine-logging";

/** Returns, for the developer, what AWS refuses because no role may write its logs: a line for each stage and workflow. */
export function describeUnlogged(aws: Aws): readonly string[] {
  return [...describeStages(aws), ...describeMachines(aws)];
}

function describeMachines(aws: Aws): readonly string[] {
  return listStateMachines(aws).flatMap((machine) => {
    const isLogged = (machine.loggingConfiguration?.level ?? "OFF") !== "OFF";
    const refusal = isLogged ? refuseMachineLogging(aws, machine) : undefined;
    const fix = "on AWS its creation fails so; mend the trust or the policies of its role, or set the log level OFF";
    return refusal === undefined ? [] : [`${machine.name}: ${refusal}: ${fix}`];
  });
}

function describeStages(aws: Aws): readonly string[] {
  return aws.regions().flatMap(({ apigateway }) =>
    apigateway.stages().flatMap(({ api, settings }) => {
      const refusal = refuseLogging(apigateway.account, settings);
      const fix =
        "on AWS the stage fails so where the account has none yet; declare an aws_api_gateway_account with a cloudwatch_role_arn";
      return refusal === undefined ? [] : [`${api.name}/${settings.stageName}: ${refusal}: ${fix}`];
    }),
  );
}
