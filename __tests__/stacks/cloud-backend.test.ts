import type { CloudBackendProps } from "../../stacks/backend";
import { createStack } from "./synthesize-stack";

/** Without cdktf's own validations, which ask Terraform's executable for its version. */
function readCloudBlock(backend: Omit<CloudBackendProps, "type">): unknown {
  const synthesized = createStack({ backend: { type: "cloud", ...backend } }).toTerraform() as {
    terraform: { cloud: unknown };
  };
  return JSON.parse(JSON.stringify(synthesized.terraform.cloud)) as unknown;
}

it("keeps state in a workspace of HCP Terraform by name", () => {
  expect(readCloudBlock({ organization: "acme", workspaces: { name: "prod" }, project: "demo" })).toEqual({
    organization: "acme",
    workspaces: { name: "prod", project: "demo" },
  });
});

it("keeps state in workspaces of another host by tags", () => {
  expect(
    readCloudBlock({ organization: "acme", workspaces: { tags: ["a", "b"] }, hostname: "tfe.example.com" }),
  ).toEqual({
    hostname: "tfe.example.com",
    organization: "acme",
    workspaces: { tags: ["a", "b"] },
  });
});
