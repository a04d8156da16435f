import {
  parseAuthorization,
  parseIdentitySources,
  parseKeyNames,
  parseText,
} from "@sfn-websocket/constructs/options/parse-setting";
import { setting } from "@sfn-websocket/constructs/options/setting";

/** Settings that make up options of the stacks, one or more of them an option: see `chooseOptions`. */
export const COMPOSED_SETTINGS = {
  authorization: setting<string | undefined>({
    otherwise: "everybody may connect",
    meaning: "who may connect: `AWS_IAM`, or a Lambda authorizer's ARN",
    parse: parseAuthorization,
    fallback: undefined,
  }),
  identitySources: setting<readonly string[] | undefined>({
    otherwise: "`route.request.querystring.token`",
    meaning: "what a handshake must carry for the Lambda authorizer to be asked: a list, or `source,source`",
    parse: parseIdentitySources,
    fallback: undefined,
  }),
  apiKeys: setting<readonly string[] | undefined>({
    otherwise: "none is asked for",
    meaning: "names of the API keys, one a client: a list, or `name,name`",
    parse: parseKeyNames,
    fallback: undefined,
  }),
  domainName: setting<string | undefined>({
    otherwise: "the API's own",
    meaning: "custom domain of the API",
    parse: parseText,
    fallback: undefined,
  }),
  certificateArn: setting<string | undefined>({
    otherwise: "required for `domainName`",
    meaning: "ARN of the domain's certificate in AWS Certificate Manager",
    parse: parseText,
    fallback: undefined,
  }),
  hostedZoneId: setting<string | undefined>({
    otherwise: "no record",
    meaning: "id of the hosted zone in Route 53 that gets the domain's record",
    parse: parseText,
    fallback: undefined,
  }),
} as const;
