import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { requireAddress, type PrintedOutputs } from "../../smoke/require-address";
import { printOutputs } from "../../smoke/print-outputs";

const A = "wss://a.execute-api.us-east-1.amazonaws.com/api";
const B = "wss://b.execute-api.us-east-1.amazonaws.com/api";
const NO_TERRAFORM = (): PrintedOutputs => ({ failure: "not asked for" });
const output = (value: unknown) => ({ sensitive: false, type: "string", value });
const state = (outputs: object) => ({ version: 4, terraform_version: "1.11.0", outputs, resources: [] });

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder that holds these files. */
function write(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "require-address-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

describe("a file of outputs", () => {
  it.each([
    ["of cdktf deploy", { orders: { ApiEndpoint: A, Other: "x" } }, "orders"],
    ["of terraform output", { ApiEndpoint: output(A), StateMachineArns: output({}) }, "outputs.json"],
    ["of a state", state({ ApiEndpoint: output(A) }), "outputs.json"],
  ])("%s names the address", (_, content, stack) => {
    const folder = write({ "outputs.json": content });
    const outputs = join(folder, "outputs.json");
    expect(requireAddress({ outputs, folder, printOutputs: NO_TERRAFORM })).toEqual({
      stack,
      name: "ApiEndpoint",
      url: A,
      from: outputs,
    });
  });

  it("with several stacks needs the name of one", () => {
    const folder = write({ "o.json": { orders: { ApiEndpoint: A }, stock: { ApiEndpoint: B }, none: { Other: "x" } } });
    const search = { outputs: join(folder, "o.json"), folder, printOutputs: NO_TERRAFORM };
    expect(requireAddress({ ...search, stack: "stock" }).url).toBe(B);
    expect(() => requireAddress(search)).toThrow(
      new Error("--stack: several have an address, got orders, stock; name one, e.g. --stack orders"),
    );
    expect(() => requireAddress({ ...search, stack: "order" })).toThrow(
      new Error("--stack: has no address, got 'order'; did you mean 'orders'"),
    );
  });

  it.each([
    ["of cdktf deploy", { shop: { chat: A, orders: B, machine: "arn:aws:states:x" }, other: { bucket: "x" } }],
    ["of terraform output", { chat: output(A), orders: output(B), machines: output({ chat: "wss://x" }) }],
    ["of a state", state({ chat: output(A), orders: output(B) })],
  ])("%s without an ApiEndpoint has the addresses that are a WebSocket's", (_, content) => {
    const folder = write({ "outputs.json": content });
    const search = { outputs: join(folder, "outputs.json"), folder, printOutputs: NO_TERRAFORM };
    expect(requireAddress({ ...search, outputName: "orders" })).toMatchObject({ name: "orders", url: B });
    expect(() => requireAddress(search)).toThrow(
      new Error("--output-name: several have an address, got chat, orders; name one, e.g. --output-name chat"),
    );
    expect(() => requireAddress({ ...search, outputName: "order" })).toThrow(
      new Error("--output-name: has no address, got 'order'; did you mean 'orders'"),
    );
  });

  it("without an ApiEndpoint names the only address that is a WebSocket's", () => {
    const folder = write({ "o.json": { shop: { page: "https://a/api", chat: A } } });
    const found = requireAddress({ outputs: join(folder, "o.json"), folder, printOutputs: NO_TERRAFORM });
    expect(found).toMatchObject({ stack: "shop", name: "chat", url: A });
  });

  it.each([
    ["that is none", "{", /^.*o\.json: not JSON, got 1 characters; write it again$/],
    [
      "without an address",
      [],
      /^URL: no output ApiEndpoint, and none that is a wss:\/\/ URL, got none in .*o\.json; deploy with 'npx cdktf deploy', or give a URL, e\.g\. ws:\/\/127\.0\.0\.1:4566\/api of 'npm start'$/,
    ],
    [
      "whose address is no WebSocket's",
      { ApiEndpoint: "https://a/api" },
      /^ApiEndpoint of .*o\.json: not a WebSocket's, got 'https:\/\/a\/api'; use 'wss:\/\/a\/api'$/,
    ],
  ])("%s is rejected", (_, content, message) => {
    const folder = write({ "o.json": content });
    expect(() => requireAddress({ outputs: join(folder, "o.json"), folder, printOutputs: NO_TERRAFORM })).toThrow(
      message,
    );
  });

  it("that is not there is rejected", () => {
    const search = { outputs: "gone.json", folder: write({}), printOutputs: NO_TERRAFORM };
    expect(() => requireAddress(search)).toThrow(
      new Error("gone.json: cannot be read, got ENOENT; name what 'npx cdktf deploy --outputs-file' wrote"),
    );
  });
});

describe("the project's folder", () => {
  it("names the address in its state file, and Terraform is not asked", () => {
    const folder = write({
      "terraform.orders-api-us-east-1.tfstate": state({ ApiEndpoint: output(A) }),
      "terraform.destroyed.tfstate": state({}),
      "terraform.orders-api-us-east-1.tfstate.backup": state({ ApiEndpoint: output(B) }),
      "cdktf.out/stacks/orders/cdk.tf.json": {},
    });
    const printOutputs = () => {
      throw new Error("Terraform was asked");
    };
    expect(requireAddress({ folder, printOutputs })).toEqual({
      stack: "orders-api-us-east-1",
      name: "ApiEndpoint",
      url: A,
      from: "terraform.orders-api-us-east-1.tfstate",
    });
  });

  it("takes the stack's id as well as the name of its state file", () => {
    const keptIn = (name: string) => ({
      terraform: { backend: { local: { path: `../../../terraform.${name}.tfstate` } } },
    });
    const folder = write({
      "terraform.acme-dev-orders-api-us-east-1.tfstate": state({ ApiEndpoint: output(A) }),
      "terraform.acme-dev-stock-api-us-east-1.tfstate": state({ ApiEndpoint: output(B) }),
      "cdktf.out/stacks/orders-dev/cdk.tf.json": keptIn("acme-dev-orders-api-us-east-1"),
      "cdktf.out/stacks/stock-dev/cdk.tf.json": keptIn("acme-dev-stock-api-us-east-1"),
      "cdktf.out/stacks/remote/cdk.tf.json": { terraform: { backend: { s3: {} } } },
      "cdktf.out/stacks/half-written/cdk.tf.json": "{",
    });
    const search = { folder, printOutputs: NO_TERRAFORM };
    expect(requireAddress({ ...search, stack: "stock-dev" })).toEqual({
      stack: "stock-dev",
      name: "ApiEndpoint",
      url: B,
      from: "terraform.acme-dev-stock-api-us-east-1.tfstate",
      output: join(folder, "cdktf.out"),
    });
    expect(requireAddress({ ...search, stack: "acme-dev-stock-api-us-east-1" }).url).toBe(B);
    expect(() => requireAddress(search)).toThrow(
      new Error("--stack: several have an address, got orders-dev, stock-dev; name one, e.g. --stack orders-dev"),
    );
    expect(() => requireAddress({ ...search, stack: "stock" })).toThrow(
      new Error("--stack: has no address, got 'stock'; did you mean 'stock-dev'"),
    );
    expect(() => requireAddress({ ...search, stack: "billing" })).toThrow(
      new Error("--stack: has no address, got 'billing'; use one of orders-dev, stock-dev"),
    );
  });

  it("asks this machine for what was deployed to it, beside what AWS has", () => {
    const keptIn = (name: string) => ({
      terraform: { backend: { local: { path: `../../../terraform.${name}.tfstate` } } },
    });
    const folder = write({
      "terraform.local-orders.tfstate": state({ ApiEndpoint: output(A) }),
      "cdktf.out.local/endpoint.json": { endpoint: "http://127.0.0.1:4567" },
      "cdktf.out.local/stacks/orders/cdk.tf.json": keptIn("local-orders"),
      "cdktf.out/stacks/orders/cdk.tf.json": keptIn("orders"),
    });
    const search = { folder, printOutputs: NO_TERRAFORM };
    expect(requireAddress(search)).toEqual({
      stack: "local-orders",
      name: "ApiEndpoint",
      url: "ws://127.0.0.1:4567/a/api",
      from: "terraform.local-orders.tfstate",
      output: join(folder, "cdktf.out.local"),
    });
    writeFileSync(join(folder, "terraform.orders.tfstate"), JSON.stringify(state({ ApiEndpoint: output(B) })));
    expect(() => requireAddress(search)).toThrow(
      new Error("--stack: several have an address, got local-orders, orders; name one, e.g. --stack local-orders"),
    );
    expect(requireAddress({ ...search, stack: "orders" }).url).toBe(B);
  });

  it("has Terraform name the address where the state is remote", () => {
    const folder = write({ "cdktf.out/stacks/orders/cdk.tf.json": {}, "cdktf.out/stacks/stock/cdk.tf.json": {} });
    const asked: string[] = [];
    const printOutputs = (stack: string): PrintedOutputs => {
      asked.push(stack);
      return stack.endsWith("stock") ? { text: JSON.stringify({ ApiEndpoint: output(B) }) } : { failure: "no state" };
    };
    expect(requireAddress({ folder, printOutputs })).toEqual({
      stack: "stock",
      name: "ApiEndpoint",
      url: B,
      from: "terraform output of stock",
    });
    expect(asked).toEqual(["orders", "stock"].map((stack) => join(folder, "cdktf.out", "stacks", stack)));
  });

  it("that was never deployed is rejected with what Terraform says", () => {
    const folder = write({ "cdktf.out/stacks/orders/cdk.tf.json": {} });
    const printOutputs = () => ({ failure: "Error: Backend initialization required" });
    expect(() => requireAddress({ folder, printOutputs })).toThrow(
      new Error(
        "URL: no output ApiEndpoint, and none that is a wss:// URL, got none in terraform.*.tfstate and cdktf.out/stacks; deploy with 'npx cdktf deploy', or give a URL, e.g. ws://127.0.0.1:4566/api of 'npm start'\n" +
          "  terraform output of orders: Error: Backend initialization required",
      ),
    );
  });
});

describe("a command for Terraform", () => {
  const { TERRAFORM_BINARY_NAME } = process.env;
  afterEach(() => {
    if (TERRAFORM_BINARY_NAME === undefined) delete process.env.TERRAFORM_BINARY_NAME;
    else process.env.TERRAFORM_BINARY_NAME = TERRAFORM_BINARY_NAME;
  });

  /** A stand-in for Terraform that prints, and ends with a status. */
  function terraform(script: string): string {
    const folder = write({});
    const file = join(folder, "terraform");
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    process.env.TERRAFORM_BINARY_NAME = file;
    return folder;
  }

  it("prints the outputs of a folder", () => {
    const folder = terraform('echo "$PWD $*"');
    expect(printOutputs(folder)).toEqual({ text: `${folder} output -json -no-color\n` });
  });

  it.each([
    ["printf '\\nError: No state\\n\\nMore.' >&2; exit 1", "Error: No state"],
    ["exit 3", "ends with status 3"],
  ])("fails with the reason: %s", (script, failure) => {
    expect(printOutputs(terraform(script))).toEqual({ failure });
  });

  it("fails where there is no Terraform", () => {
    process.env.TERRAFORM_BINARY_NAME = "no-terraform-here";
    expect(printOutputs(write({}))).toEqual({ failure: "spawnSync no-terraform-here ENOENT" });
  });
});
