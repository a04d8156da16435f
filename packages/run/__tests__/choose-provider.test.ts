import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chooseProvider, PROVIDER } from "../choose-provider";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "provider-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function choose(environment: Readonly<Record<string, string>>) {
  const said: string[] = [];
  const chosen = chooseProvider(folder, (line) => said.push(line), { HOME: folder, PATH: folder, ...environment });
  return { said, chosen };
}

it("leaves Terraform to the settings that it has", () => {
  const file = join(folder, "own.tfrc");
  writeFileSync(file, "");
  expect(choose({ TF_CLI_CONFIG_FILE: file })).toEqual({ said: [`provider: as ${file} says`], chosen: {} });
});

it("says that settings which are named are not there, and takes a provider of this machine", () => {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const provider = join(
    folder,
    `mirror/${PROVIDER.source}/${PROVIDER.version}/${process.platform}_${architecture}/terraform-provider-aws_v${PROVIDER.version}_x5`,
  );
  for (const file of [provider, join(folder, "terraform")]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
  }
  const { said, chosen } = choose({ TF_CLI_CONFIG_FILE: "/nowhere.tfrc", TF_PLUGIN_CACHE_DIR: join(folder, "mirror") });
  expect(said).toEqual([
    "warning: TF_CLI_CONFIG_FILE: names no file, got '/nowhere.tfrc'; a configuration of this command stands in for it",
    `provider: ${provider}`,
  ]);
  const text = readFileSync(chosen["TF_CLI_CONFIG_FILE"] ?? "", "utf8");
  expect(text).toContain(`filesystem_mirror {\n    path = ${JSON.stringify(join(folder, "mirror"))}`);
  expect(text).toContain('exclude = ["registry.terraform.io/hashicorp/aws"]');
});
