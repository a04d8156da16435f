import { synthesizeJson } from "./synthesize-stack";

it("keeps state in a file of the project, and a workspace's beside it, by paths that are the same in every directory", () => {
  const path = "../../../terraform.apigw-websocket-api-sfn-sync-dev-us-east-1.tfstate";
  expect(synthesizeJson({ stageName: "dev" }).terraform["backend"]).toEqual({
    local: { path, workspace_dir: `${path}.d` },
  });
});

it("keeps state in S3, encrypted and with a lock file", () => {
  const { terraform } = synthesizeJson({
    backend: { type: "s3", bucket: "acme", region: "eu-west-1" },
    workspace: "pr-7",
  });
  expect(terraform["backend"]).toEqual({
    s3: {
      bucket: "acme",
      encrypt: true,
      key: "pr-7-apigw-websocket-api-sfn-sync-api-us-east-1.tfstate",
      region: "eu-west-1",
      use_lockfile: true,
    },
  });
});

it("keeps state in a workspace of HCP Terraform by name", () => {
  const workspaces = { name: "prod" };
  const { terraform } = synthesizeJson({
    backend: { type: "cloud", organization: "acme", workspaces, project: "demo" },
  });
  expect(terraform["cloud"]).toEqual({ organization: "acme", workspaces: { name: "prod", project: "demo" } });
  expect(terraform["backend"]).toBeUndefined();
});

it("keeps state in workspaces of another host by tags", () => {
  const { terraform } = synthesizeJson({
    backend: { type: "cloud", organization: "acme", workspaces: { tags: ["a", "b"] }, hostname: "tfe.example.com" },
  });
  expect(terraform["cloud"]).toEqual({
    hostname: "tfe.example.com",
    organization: "acme",
    workspaces: { tags: ["a", "b"] },
  });
});
