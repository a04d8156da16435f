export * from "../../__tests__/conformance/run-template";
