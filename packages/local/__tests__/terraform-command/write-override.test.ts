import { readJsonSettings, readSettings } from "../../terraform-command/read-settings";
import { writeOverride } from "../../terraform-command/write-override";

const HCL = `
# backend "gcs" {} is no backend here
terraform {
  required_version = ">= 1.5" // { a brace
  backend "s3" {
    bucket = "{"
  }
}
provider "aws" {
  region = "eu-west-1"
  /* profile = "no" */
  assume_role {
    role_arn = "arn:aws:iam::1:role/x"
  }
}
provider "aws" {
  alias   = "us"
  region  = "us-east-1"
  profile = "prod"
}
`;
const JSON_TEXT = JSON.stringify({
  terraform: [{ cloud: { organization: "o" } }],
  provider: { aws: [{ region: "eu-west-1" }, { alias: "us", endpoints: { sts: "http://localhost" } }] },
});

const write = (name: string, text: string) => {
  const settings = new Map([[name, name.endsWith("json") ? readJsonSettings(text) : readSettings(text)]]);
  return writeOverride({ settings, state: "/w/state", workspaces: "/w/spaces", endpoint: "http://127.0.0.1:1" });
};
const LOCAL = { backend: { local: { path: "/w/state", workspace_dir: "/w/spaces" } } };

it("keeps the state on this machine and replaces what would reach another AWS, told by file and name", () => {
  const { text, told } = write("main.tf", HCL);
  expect(JSON.parse(text)).toEqual({
    terraform: LOCAL,
    provider: { aws: [{ assume_role: [{ role_arn: null }] }, { alias: "us", profile: null }] },
  });
  expect(told).toEqual([
    "main.tf: backend 's3' is not used here: Terraform's state is in /w/state",
    "main.tf: provider aws: not used here: assume_role",
    "main.tf: provider aws.us: not used here: profile",
  ]);
});

it("reads Terraform's JSON alike", () => {
  const { text, told } = write("main.tf.json", JSON_TEXT);
  expect(JSON.parse(text)).toEqual({
    terraform: LOCAL,
    provider: { aws: [{ alias: "us", endpoints: [{ sts: "http://127.0.0.1:1" }] }] },
  });
  expect(told).toEqual([
    "main.tf.json: cloud is not used here: Terraform's state is in /w/state",
    "main.tf.json: provider aws.us: not used here: endpoints",
  ]);
});

it("tells of a backend that stands in a second block", () => {
  const { told } = write("main.tf", 'terraform {\n  required_version = ">= 1.5"\n}\nterraform {\n  cloud {}\n}\n');
  expect(told).toEqual(["main.tf: cloud is not used here: Terraform's state is in /w/state"]);
});

it.each([
  ["main.tf", 'resource "aws_iam_role" "r" {}'],
  ["main.tf.json", "no JSON"],
])("tells nothing of %s with neither", (name, text) => {
  expect(write(name, text)).toEqual({ text: `${JSON.stringify({ terraform: LOCAL }, null, 2)}\n`, told: [] });
});
