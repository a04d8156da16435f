import type { LambdaContext, S3Object } from "../lambda/api/action";
import type { Lambda } from "../lambda/lambda";
import { createUuid } from "../random-ids";
import type { ApiPlace } from "./service-row";

/** What Lambda's API asks of the other services. */
export function describeLambda(lambda: Lambda, { aws, region, log }: ApiPlace): LambdaContext {
  const { iam, forwards, partition, accountId } = aws;
  const { codes } = lambda;
  const mayAssume = (roleArn: string): boolean => {
    const principalService = "lambda.amazonaws.com";
    return iam.assumeRole({ roleArn, principalService, sessionName: "lambda", conditionKeys: {} }).allowed;
  };
  const s3 = forwards.get("s3");
  const loadReader = () => require("../forward/read-object") as typeof import("../forward/read-object");
  const readObject = s3 && ((object: S3Object) => loadReader().readObject(s3, object));
  return { lambda, codes, partition, accountId, region, now: Date.now, uuid: createUuid, mayAssume, readObject, log };
}
