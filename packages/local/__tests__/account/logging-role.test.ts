import { createAws } from "../../account/aws";
import { refuseLoggingRole } from "../../account/logging-role";
import { createVirtualClock } from "../virtual-clock";
import { trust } from "../configuration";

const PUSH = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";
const ROLE = "arn:aws:iam::123456789012:role/logs";

function refusalOf(service: string, policyArn?: string): string | undefined {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  aws.iam.createRole({ roleName: "logs", assumeRolePolicyDocument: trust(service) });
  if (policyArn !== undefined) aws.iam.attachRolePolicy({ roleName: "logs", policyArn });
  return refuseLoggingRole(aws, "us-east-1", ROLE);
}

describe("the account's role for logs", () => {
  it("may be one with AWS's own policy", () => {
    expect(refusalOf("apigateway.amazonaws.com", PUSH)).toBeUndefined();
  });

  it("is refused where API Gateway may not assume it", () => {
    expect(refusalOf("states.amazonaws.com", PUSH)).toBe(
      `User: apigateway.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
    );
  });

  it("is refused where it may not write logs", () => {
    expect(refusalOf("apigateway.amazonaws.com")).toBe(
      "User: arn:aws:sts::123456789012:assumed-role/logs/apigateway is not authorized to perform: logs:CreateLogGroup on resource: " +
        "arn:aws:logs:us-east-1:123456789012:* because no identity-based policy allows the logs:CreateLogGroup action",
    );
  });
});
