// Placeholder of the build order: the decoder's own wasm is compiled here before TypeScript runs.
