// JavaScript strings as the core sees them: functions that engines provide to WebAssembly under
// this name, compiled into the code that calls them. Where an engine lacks them, the host passes
// them in.

@external('wasm:js-string', 'length')
export declare function length(s: ref_extern | null): i32;

@external('wasm:js-string', 'charCodeAt')
export declare function charCodeAt(s: ref_extern | null, i: i32): i32;
