import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findTerraformProvider } from "../find-terraform-provider";

const AWS = { source: "registry.terraform.io/example/aws", version: "1.2.3" };
const platform = process.platform === "win32" ? "windows" : process.platform;
const target = `${platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const EXECUTABLE = join(AWS.source, AWS.version, target, "terraform-provider-aws_v1.2.3");

let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
  touch("bin/terraform");
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function touch(path: string, text = ""): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function find(environment: Readonly<Record<string, string>> = {}): ReturnType<typeof findTerraformProvider> {
  return findTerraformProvider(AWS, { HOME: home, PATH: join(home, "bin"), ...environment });
}

it("says that Terraform is missing", () => {
  expect(find({ PATH: join(home, "empty") })).toEqual({ missing: "terraform is not on the PATH" });
});

it("says that the provider is missing", () => {
  expect(find()).toEqual({
    missing: "provider registry.terraform.io/example/aws 1.2.3 is in no plugin folder of this machine",
  });
});

it.each([
  { place: "the user's plugins", folder: ".terraform.d/plugins", environment: {} },
  { place: "the user's data", folder: ".local/share/terraform/plugins", environment: {} },
])("finds the provider among $place", ({ folder }) => {
  const provider = touch(join(folder, EXECUTABLE));
  expect(find()).toEqual({ terraform: join(home, "bin/terraform"), provider });
});

it("finds the provider in Terraform's cache", () => {
  const provider = touch(join("cache", EXECUTABLE));
  expect(find({ TF_PLUGIN_CACHE_DIR: join(home, "cache") })).toMatchObject({ provider });
});

it("finds the provider in the mirror of Terraform's own configuration, before all others", () => {
  touch(join(".terraform.d/plugins", EXECUTABLE));
  const provider = touch(join("mirror", EXECUTABLE));
  touch(
    ".terraformrc",
    `provider_installation {\n  filesystem_mirror {\n    path = "${join(home, "mirror")}"\n  }\n}\n`,
  );
  expect(find()).toMatchObject({ provider });
});

it("reads the configuration that TF_CLI_CONFIG_FILE names, with its cache", () => {
  const provider = touch(join("cache", EXECUTABLE));
  const configuration = touch("terraform.rc", `plugin_cache_dir = "${join(home, "cache")}"\n`);
  expect(find({ TF_CLI_CONFIG_FILE: configuration })).toMatchObject({ provider });
});

it("takes no configuration file for none", () => {
  expect(find({ TF_CLI_CONFIG_FILE: join(home, "none") })).toHaveProperty("missing");
});
