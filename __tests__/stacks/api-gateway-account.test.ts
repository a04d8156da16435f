import { ApiGatewayAccount } from "../../stacks/api-gateway-account";
import { countResources, findResource, synthesizeFamily } from "./synthesize-family";

const terraform = synthesizeFamily((app, root) => new ApiGatewayAccount(app, "api-gateway-account", { root }));

it("makes the role that API Gateway writes logs as, by AWS's own policy for it", () => {
  expect(countResources(terraform)).toEqual({
    aws_api_gateway_account: 1,
    aws_iam_role: 1,
    aws_iam_role_policy_attachment: 1,
  });
  expect(findResource(terraform, "aws_iam_role_policy_attachment")).toMatchObject({
    policy_arn:
      "arn:${data.aws_partition.Partition.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
  });
});

it("imports the settings, so that the plan shows whose role is replaced, and destroys none of it", () => {
  const { import: imports } = terraform as typeof terraform & { readonly import: readonly object[] };
  expect(imports).toEqual([{ id: "api-gateway-account", to: expect.stringMatching(/^aws_api_gateway_account\.\w+$/) }]);
  for (const type of ["aws_api_gateway_account", "aws_iam_role", "aws_iam_role_policy_attachment"]) {
    expect(findResource(terraform, type)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  }
  expect(findResource(terraform, "aws_api_gateway_account")).not.toHaveProperty("reset_on_delete");
});

it("holds the account and region in the role's name, and no stage", () => {
  expect(findResource(terraform, "aws_iam_role")["name"]).toBe("api-gateway-account-us-east-1-cloudwatch");
});
