import path from "node:path";
import { listImpliedMirrors, listProgramPaths, nameConfigurationFile, type TerraformSystem } from "../terraform-paths";

const WINDOWS: TerraformSystem = { platform: "win32", home: "C:\\Users\\jane", path: path.win32 };
const LINUX: TerraformSystem = { platform: "linux", home: "/home/jane", path: path.posix };
const MAC: TerraformSystem = { platform: "darwin", home: "/Users/jane", path: path.posix };

it("looks for a program on Windows by its endings too, in PATH however it is written", () => {
  const environment = { Path: "C:\\bin;D:\\more tools;", PATHEXT: ".EXE;.CMD" };
  expect(listProgramPaths("terraform", environment, WINDOWS)).toEqual([
    "C:\\bin\\terraform",
    "C:\\bin\\terraform.exe",
    "C:\\bin\\terraform.cmd",
    "D:\\more tools\\terraform",
    "D:\\more tools\\terraform.exe",
    "D:\\more tools\\terraform.cmd",
  ]);
  expect(listProgramPaths("terraform", { PATH: "C:\\bin" }, WINDOWS)).toContain("C:\\bin\\terraform.exe");
});

it("looks for a program elsewhere by its name alone", () => {
  expect(listProgramPaths("tofu", { PATH: "/bin::/usr/bin" }, LINUX)).toEqual(["/bin/tofu", "/usr/bin/tofu"]);
});

it.each([
  ["on Linux", LINUX, {}, "/home/jane/.terraformrc"],
  ["on Windows", WINDOWS, { APPDATA: "D:\\data" }, "D:\\data\\terraform.rc"],
  ["on Windows without APPDATA", WINDOWS, {}, "C:\\Users\\jane\\AppData\\Roaming\\terraform.rc"],
  ["that is named", WINDOWS, { TF_CLI_CONFIG_FILE: "E:\\own.rc" }, "E:\\own.rc"],
])("names the configuration %s", (_, system, environment, file) => {
  expect(nameConfigurationFile(environment, system)).toBe(file);
});

it.each([
  ["Linux", LINUX, ["/home/jane/.terraform.d/plugins", "/home/jane/.local/share/terraform/plugins"]],
  ["macOS", MAC, ["/Users/jane/Library/Application Support/io.terraform/plugins"]],
  ["Windows", WINDOWS, ["C:\\Users\\jane\\AppData\\Roaming\\terraform.d\\plugins"]],
])("lists the mirrors of %s", (_, system, folders) => {
  expect(listImpliedMirrors({}, system)).toEqual(expect.arrayContaining(folders));
});
