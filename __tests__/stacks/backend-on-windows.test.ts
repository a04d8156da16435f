import { synthesizeJson } from "./synthesize-stack";

/** Relative paths as Windows has them. */
jest.mock("node:path", () => {
  const path = jest.requireActual<typeof import("node:path")>("node:path");
  return {
    ...path,
    relative: (from: string, to: string) => path.relative(from, to).replaceAll("/", "\\"),
    sep: "\\",
  };
});

it("keeps state on Windows by the same path as elsewhere", () => {
  const path = "../../../terraform.apigw-websocket-api-sfn-sync-dev-us-east-1.tfstate";
  expect(synthesizeJson({ stageName: "dev" }).terraform["backend"]).toEqual({
    local: { path, workspace_dir: `${path}.d` },
  });
});
