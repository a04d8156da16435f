import { ACTIONS as ACM } from "../../acm/acm";
import { ACTIONS as API_GATEWAY } from "../../apigateway/api/apigateway-api";
import { ACTIONS as CLOUDFRONT } from "../../cloudfront/api";
import { ACTIONS as CLOUDWATCH } from "../../cloudwatch/cloudwatch";
import { REQUESTS as DYNAMODB } from "../../dynamodb/dynamodb";
import { ACTIONS as IAM } from "../../iam/api";
import { ACTIONS as KMS } from "../../kms/kms";
import { ACTIONS as LAMBDA } from "../../lambda/api/lambda-api";
import { LOG_ACTIONS } from "../../logs/logs";
import type { Constraints } from "../../protocols/constraints";
import { ACTIONS as ROUTE53 } from "../../route53/api";
import { ACTIONS as STEP_FUNCTIONS } from "../../stepfunctions/stepfunctions";
import { ACTIONS as STS } from "../../sts/sts";

/** What an action reads of a request. */
export interface EmulatedAction {
  /** Of the body, the form or the document. */
  readonly members: Constraints;
  /** Of the query string. */
  readonly query: readonly string[];
}

/** An API and its actions, each as AWS names it. */
export interface EmulatedApi {
  /** In the signature of a call. */
  readonly service: string;
  /** The client of AWS's SDK whose schemas are the API's model. */
  readonly client: string;
  readonly actions: Readonly<Record<string, EmulatedAction>>;
}

interface Declared {
  readonly members?: Constraints;
  readonly query?: readonly string[];
  readonly marker?: string;
}

function read(actions: Readonly<Record<string, Declared>>): EmulatedApi["actions"] {
  const entries = Object.entries(actions).map(([name, { members = {}, query = [], marker = "" }]) => {
    const [tellsApart = ""] = marker.split("=");
    return [name.replace(/V2$/, ""), { members, query: [...query, tellsApart] }] as const;
  });
  return Object.fromEntries(entries);
}

const isV2 = ({ path }: { readonly path: string }): boolean => path.startsWith("/v2/");
const select = (isWanted: (action: { readonly path: string }) => boolean) =>
  read(Object.fromEntries(Object.entries(API_GATEWAY).filter(([, action]) => isWanted(action))));

/** Every API of this machine. */
export const EMULATED: readonly EmulatedApi[] = [
  { service: "acm", client: "client-acm", actions: read(ACM) },
  { service: "apigateway", client: "client-api-gateway", actions: select((action) => !isV2(action)) },
  { service: "apigateway", client: "client-apigatewayv2", actions: select(isV2) },
  { service: "cloudfront", client: "client-cloudfront", actions: read(CLOUDFRONT) },
  { service: "dynamodb", client: "client-dynamodb", actions: mapMembers(DYNAMODB) },
  { service: "iam", client: "client-iam", actions: read(IAM) },
  { service: "kms", client: "client-kms", actions: read(KMS) },
  { service: "lambda", client: "client-lambda", actions: read(LAMBDA) },
  { service: "logs", client: "client-cloudwatch-logs", actions: read(LOG_ACTIONS) },
  { service: "monitoring", client: "client-cloudwatch", actions: read(CLOUDWATCH) },
  { service: "route53", client: "client-route-53", actions: read(ROUTE53) },
  { service: "states", client: "client-sfn", actions: read(STEP_FUNCTIONS) },
  { service: "sts", client: "client-sts", actions: read(STS) },
];

function mapMembers(requests: Readonly<Record<string, Constraints>>): EmulatedApi["actions"] {
  return read(Object.fromEntries(Object.entries(requests).map(([name, members]) => [name, { members }])));
}
