export * from "./combobox";
export * from "./dates";
export * from "./elder";
export * from "./field";
export * from "./file-picker";
export * from "./lists";
export * from "./messages";
