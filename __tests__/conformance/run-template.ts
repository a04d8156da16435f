export * from "../../tools/conformance/run-template";
