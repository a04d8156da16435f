import { join } from "node:path";
import { readRouteFile } from "@sfn-websocket/constructs/options/read-route-file";

/** Files are found whatever capitals a path has, as on macOS and Windows. */
jest.mock("node:fs", () => {
  const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
  const readFileSync = (path: string, encoding: "utf8") =>
    fs.readFileSync(
      path.replace(/[^/]+$/, (name) => name.toLowerCase()),
      encoding,
    );
  return { ...fs, readFileSync };
});

const read = (path: string) =>
  readRouteFile({ routeKey: "greet", kind: "workflow", path, root: join(__dirname, "..", "..") });

it("rejects a file whose name has other capitals, which a pipeline would not find", () => {
  expect(read("workflows/Wait.asl.json")).toEqual({
    problem:
      "route 'greet': workflow file 'workflows/Wait.asl.json' does not exist; did you mean 'workflows/wait.asl.json'",
  });
  expect(read("workflows/wait.asl.json")).toEqual({ text: expect.stringContaining('"StartAt"') });
});
