import type { AwsRequest } from "../protocols/aws-request";
import { type ApiAnswer, createJsonApi } from "../protocols/json-protocol";
import type { StepFunctions } from "./stepfunctions";

/**
 * Returns what answers Step Functions' API.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html
 */
export function createStepFunctionsApi(stepfunctions: StepFunctions): (request: AwsRequest) => Promise<ApiAnswer> {
  return createJsonApi({
    version: "1.0",
    call: (action, { body, headers, authorize = () => undefined }) => {
      const trace = headers["x-amzn-trace-id"];
      return stepfunctions.call(action, body, {
        authorize,
        ...(trace !== undefined && { traceHeader: () => trace }),
      });
    },
  });
}
