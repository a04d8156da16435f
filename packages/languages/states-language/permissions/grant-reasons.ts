/** Why something is granted. */
export interface Reason {
  readonly why: string;
  /** URL of the documentation that asks for it. */
  readonly source: string;
}

interface ReasonRow extends Reason {
  /** Actions as IAM writes them; `*` is any text. */
  readonly actions: readonly string[];
  /** Who is granted it, where that makes the difference. */
  readonly principal?: string;
  /** Whether the stack itself grants it in the policy that else holds a route's `permissions`. */
  readonly inTasks?: true;
}

const STEP_FUNCTIONS = "https://docs.aws.amazon.com/step-functions/latest";
const API_GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg";

/** Why the stacks grant what they grant: the first row that knows an action counts. */
const REASONS: readonly ReasonRow[] = [
  {
    actions: ["sts:AssumeRole"],
    principal: "Service:apigateway.amazonaws.com",
    why: "API Gateway makes its calls as this role",
    source: `${API_GATEWAY}/apigateway-websocket-api-integration-requests.html`,
  },
  {
    actions: ["sts:AssumeRole"],
    principal: "Service:states.amazonaws.com",
    why: "Step Functions runs the workflow as this role",
    source: `${STEP_FUNCTIONS}/dg/procedure-create-iam-role.html`,
  },
  {
    actions: ["sts:AssumeRole"],
    principal: "Service:lambda.amazonaws.com",
    why: "Lambda runs the function as this role",
    source: `${LAMBDA}/lambda-intro-execution-role.html`,
  },
  {
    actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    why: "the function writes its log",
    source: `${LAMBDA}/lambda-intro-execution-role.html`,
  },
  {
    actions: ["states:StartSyncExecution"],
    why: "API Gateway runs the route's workflow and waits for it",
    source: `${STEP_FUNCTIONS}/apireference/API_StartSyncExecution.html`,
  },
  {
    actions: ["states:StartExecution"],
    why: "API Gateway starts the route's workflow",
    source: `${STEP_FUNCTIONS}/apireference/API_StartExecution.html`,
  },
  {
    actions: [
      "logs:*LogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:DescribeResourcePolicies",
      "logs:DescribeLogGroups",
    ],
    why: "Step Functions delivers its log; these actions take no resource",
    source: `${STEP_FUNCTIONS}/dg/cw-logs.html`,
  },
  {
    actions: ["xray:*"],
    why: "Step Functions sends its traces; these actions take no resource",
    source: `${STEP_FUNCTIONS}/dg/xray-iam.html`,
  },
  {
    actions: ["execute-api:ManageConnections"],
    inTasks: true,
    why: "the workflow answers over the socket",
    source: `${API_GATEWAY}/apigateway-websocket-control-access-iam.html`,
  },
  {
    actions: ["dynamodb:PutItem"],
    why: "$connect keeps the connection",
    source: `${API_GATEWAY}/apigateway-websocket-api-route-keys-connect-disconnect.html`,
  },
  {
    actions: ["dynamodb:DeleteItem"],
    why: "$disconnect forgets the connection",
    source: `${API_GATEWAY}/apigateway-websocket-api-route-keys-connect-disconnect.html`,
  },
  {
    actions: ["lambda:InvokeFunction"],
    why: "API Gateway calls the function of a route or of the authorizer",
    source: `${API_GATEWAY}/apigateway-websocket-api-lambda-auth.html`,
  },
  {
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    why: "what is stored is encrypted with this key",
    source: `${STEP_FUNCTIONS}/dg/encryption-at-rest.html`,
  },
  {
    actions: ["sqs:SendMessage", "events:PutEvents"],
    why: "API Gateway hands the route's messages on",
    source: `${API_GATEWAY}/apigateway-websocket-api-integration-requests.html`,
  },
  {
    actions: ["sns:Publish"],
    principal: "Service:cloudwatch.amazonaws.com",
    why: "an alarm tells its topic",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
  },
  {
    actions: ["sns:Publish"],
    why: "API Gateway hands the route's messages on",
    source: `${API_GATEWAY}/apigateway-websocket-api-integration-requests.html`,
  },
];

const ROUTE_PERMISSIONS: Reason = {
  why: "granted by the route's `permissions`",
  source: `${STEP_FUNCTIONS}/dg/service-integration-iam-templates.html`,
};

/** What is granted, as far as its reason depends on it. */
export interface GrantedAction {
  readonly action: string;
  readonly principals: readonly string[];
  /** Name of the policy. */
  readonly policy: string;
}

/** The reason for an action, undefined where none is known. */
export function findReason({ action, principals, policy }: GrantedAction): Reason | undefined {
  const row = REASONS.find(
    ({ actions, principal, inTasks }) =>
      actions.some((known) => matches(known, action)) &&
      (principal === undefined || (principals.length > 0 && principals.every((name) => name === principal))) &&
      (policy !== "tasks" || inTasks === true),
  );
  if (row === undefined) return policy === "tasks" ? ROUTE_PERMISSIONS : undefined;
  return { why: row.why, source: row.source };
}

/** A pattern as an action gives no reason but for what it stands for. */
function matches(known: string, action: string): boolean {
  const pattern = known.replaceAll("*", "[A-Za-z]+");
  return new RegExp(`^${pattern}$`, "i").test(action);
}
