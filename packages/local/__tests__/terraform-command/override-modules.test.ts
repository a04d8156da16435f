import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { overrideModules } from "../../terraform-command/override-modules";

const PROVIDER = 'provider "aws" {\n  profile = "prod"\n  endpoints {\n    iam = "https://iam.amazonaws.com"\n  }\n}\n';

const parent = realpathSync(mkdtempSync(join(tmpdir(), "modules-")));
afterAll(() => rmSync(parent, { recursive: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(parent, file)), { recursive: true });
  writeFileSync(join(parent, file), text);
};

/** Has the modules overridden that Terraform would have installed, each by its folder; returns what is told. */
function override(modules: Readonly<Record<string, string>>): readonly string[] {
  const Modules = Object.entries({ "": ".", ...modules }).map(([Key, Dir]) => ({ Key, Source: Key, Dir }));
  write("work/data/modules/modules.json", JSON.stringify({ Modules }));
  const told: string[] = [];
  const env = { TF_DATA_DIR: join(parent, "work/data"), AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
  overrideModules({ folder: join(parent, "work/configuration/app"), env, print: (line) => told.push(line) });
  return told;
}

it("has the providers of modules that were copied or downloaded reach no other AWS, at each apply", () => {
  write("work/configuration/app/own/main.tf", PROVIDER);
  write("work/data/modules/got/main.tf", PROVIDER.replace("profile", "alias"));
  write("work/configuration/app/plain/main.tf", 'provider "aws" {\n  region = "eu-west-1"\n}\n');
  const modules = { own: "own", got: join(parent, "work/data/modules/got"), plain: "plain", gone: "gone" };
  override(modules);
  expect(override(modules)).toEqual([
    "module 'own': main.tf: provider aws: not used here: profile, endpoints\n",
    "module 'got': main.tf: provider aws.prod: not used here: endpoints\n",
  ]);
  const [name = ""] = readdirSync(join(parent, "work/data/modules/got")).filter((file) => file.endsWith(".json"));
  const read = (folder: string) => JSON.parse(readFileSync(join(parent, "work", folder, name), "utf8"));
  const endpoints = [{ sts: "http://127.0.0.1:1" }];
  expect([read("configuration/app/own"), read("data/modules/got")]).toEqual([
    { provider: { aws: [{ profile: null, endpoints }] } },
    { provider: { aws: [{ alias: "prod", endpoints }] } },
  ]);
  expect(readdirSync(join(parent, "work/configuration/app/plain"))).toEqual(["main.tf"]);
});

it("rejects such a module that lies elsewhere, and leaves it as it is", () => {
  write("shared/main.tf", PROVIDER);
  expect(() => override({ shared: join(parent, "shared") })).toThrow(
    new Error(
      "module 'shared': main.tf: provider aws: not used here: profile, endpoints; hand the module its provider by 'providers', or move it into the folder",
    ),
  );
  expect(readdirSync(join(parent, "shared"))).toEqual(["main.tf"]);
});
