import { refuseLogging } from "../apigateway/control/account";
import type { Aws } from "../account/aws";

/** Returns, for the developer, the stages that AWS refuses because the account has no role for logs: a line for each. */
export function describeUnloggedStages(aws: Aws): readonly string[] {
  return aws.regions().flatMap(({ apigateway }) =>
    apigateway.stages().flatMap(({ api, settings }) => {
      const refusal = refuseLogging(apigateway.account, settings);
      const fix =
        "on AWS the stage fails so where the account has none yet; declare an aws_api_gateway_account with a cloudwatch_role_arn";
      return refusal === undefined ? [] : [`${api.name}/${settings.stageName}: ${refusal}: ${fix}`];
    }),
  );
}
