export * from "../../tools/conformance/run-execution";
