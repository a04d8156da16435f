import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyConfiguration, isConfigurationFolder, listOutside } from "../../terraform-command/copy-configuration";

const top = realpathSync(mkdtempSync(join(tmpdir(), "copy-configuration-")));
afterAll(() => rmSync(top, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};
write("live/dev/main.tf", 'module "a" {\n  source = "../../modules/a"\n}\n');
write("live/dev/terraform.tfvars", 'a = "1"\n');
write("live/dev/terraform.tfstate", "theirs");
write("live/dev/.terraform/environment", "theirs");
write("live/dev/src/index.js", "code");
write("modules/a/main.tf", 'locals {\n  t = file("${path.module}/../../templates/t.vtl")\n}\n');
write("templates/t.vtl", "text");
write("shapes/manifest.json", "{}");
write("shapes/main.tf", "");

const work = mkdtempSync(join(tmpdir(), "work-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const copy = () => copyConfiguration({ folder: join(top, "live", "dev"), work, endpoint: "http://127.0.0.1:1" });

it("copies a folder without what Terraform keeps there, and lets its paths lead where they led", () => {
  const { folder } = copy();
  expect(readdirSync(folder).sort()).toEqual([
    "main.tf",
    "src",
    "terraform.tfvars",
    "zzzz_this_machine_override.tf.json",
  ]);
  expect(existsSync(join(folder, "../../modules/a/main.tf"))).toBe(true);
  expect(readFileSync(join(folder, "../../modules/a/../../templates/t.vtl"), "utf8")).toBe("text");
  expect(listOutside(join(top, "live/dev"))).toEqual([join(top, "modules/a"), join(top, "templates/t.vtl")]);
});

it("reads past the mark with which editors of Windows begin a text", () => {
  write("live/dev/windows.tf", '\ufeffprovider "aws" {\n  profile = "prod"\n}\n');
  expect(copy().told).toEqual(["windows.tf: provider aws: not used here: profile"]);
  rmSync(join(top, "live/dev/windows.tf"));
});

it("knows AWS's provider by the name that another file gives it", () => {
  const required = 'amazon = {\n      version = "5.100.0"\n      source = "hashicorp/aws"\n    }';
  write("live/dev/versions.tf", `terraform {\n  required_providers {\n    ${required}\n  }\n}\n`);
  write("live/dev/amazon.tf", 'provider "amazon" {\n  profile = "prod"\n}\n');
  write("live/dev/more.tf.json", '{"provider":{"amazon":{"alias":"us","profile":"prod"},"other":{"profile":"prod"}}}');
  const { folder, told } = copy();
  const [override = ""] = readdirSync(folder).filter((name) => name.endsWith("_override.tf.json"));
  expect(told).toEqual([
    "amazon.tf: provider amazon: not used here: profile",
    "more.tf.json: provider amazon.us: not used here: profile",
  ]);
  expect(JSON.parse(readFileSync(join(folder, override), "utf8")).provider).toEqual({
    amazon: [{ profile: null }, { alias: "us", profile: null }],
  });
  for (const name of ["versions.tf", "amazon.tf", "more.tf.json"]) rmSync(join(top, "live/dev", name));
});

it("keeps the lock file of the run before, and forgets files that are gone", () => {
  writeFileSync(join(copy().folder, ".terraform.lock.hcl"), "locked");
  rmSync(join(top, "live/dev/src"), { recursive: true });
  const { folder } = copy();
  expect(readFileSync(join(folder, ".terraform.lock.hcl"), "utf8")).toBe("locked");
  expect(existsSync(join(folder, "src"))).toBe(false);
  expect(existsSync(join(top, "live/dev/.terraform.lock.hcl"))).toBe(false);
});

it.each([
  ["live/dev", true],
  ["live", false],
  ["shapes", false],
  ["templates/t.vtl", false],
  ["nowhere", false],
])("knows whether %s is a folder that Terraform applies", (path, is) =>
  expect(isConfigurationFolder(join(top, path))).toBe(is),
);

it("holds the module that the folder lies in, for an example of it", () => {
  write("module/main.tf", "# the module\n");
  write("module/examples/basic/main.tf", 'module "api" {\n  source = "../.."\n}\n');
  const example = join(top, "module", "examples", "basic");
  const { folder } = copyConfiguration({ folder: example, work, endpoint: "http://127.0.0.1:1" });
  expect(readFileSync(join(folder, "../../main.tf"), "utf8")).toBe("# the module\n");
  expect(listOutside(example)).toEqual([join(top, "module")]);
});

it("holds and watches the folder of a path that goes on with a variable, from the root where the path says so", () => {
  write("app/dist/a.zip", "zip");
  write("app/live/main.tf", 'module "f" {\n  source = "./f"\n}\n');
  write("app/live/f/main.tf", 'locals {\n  z = filebase64("${path.root}/../dist/fn-${var.name}.zip")\n}\n');
  const live = join(top, "app", "live");
  const { folder } = copyConfiguration({ folder: live, work, endpoint: "http://127.0.0.1:1" });
  expect(readFileSync(join(folder, "../dist/a.zip"), "utf8")).toBe("zip");
  expect(listOutside(live)).toEqual([join(top, "app/dist")]);
});
