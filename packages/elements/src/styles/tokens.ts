/** The colours and shape of every element, as text: `<cid-info>` and the page without scripts have them too. */
export const tokens = `
  .root {
    all: initial;
    --text: var(--cid-text, #1a1d21);
    --muted: var(--cid-muted, #40464e);
    --surface: var(--cid-surface, #fff);
    --field: var(--cid-field, #f3f5f7);
    --border: var(--cid-border, #767d86);
    --accent: var(--cid-accent, #14508c);
    --accent-text: var(--cid-accent-text, #fff);
    --positive: var(--cid-positive, #0b5a2a);
    --positive-field: var(--cid-positive-field, #e8f5ec);
    --caution: var(--cid-caution, #6b3d00);
    --training: var(--cid-training, #5b1a86);
    --training-field: var(--cid-training-field, #f1e4fa);
    --radius: var(--cid-radius, 8px);
  }
  .root.dark {
    --text: var(--cid-text, #f2f4f6);
    --muted: var(--cid-muted, #c3cad2);
    --surface: var(--cid-surface, #16191d);
    --field: var(--cid-field, #23282e);
    --border: var(--cid-border, #8d97a3);
    --accent: var(--cid-accent, #9cc9f5);
    --accent-text: var(--cid-accent-text, #0b1a29);
    --positive: var(--cid-positive, #8fe3ac);
    --positive-field: var(--cid-positive-field, #14291c);
    --caution: var(--cid-caution, #ffcf8a);
    --training: var(--cid-training, #dcb3ff);
    --training-field: var(--cid-training-field, #33224a);
    color-scheme: dark;
  }
  @media (prefers-contrast: more) {
    .root.root {
      --muted: var(--text);
      --border: var(--text);
      --field: var(--surface);
    }
  }
  @media (forced-colors: active) {
    .root.root.root.root {
      --text: CanvasText;
      --muted: CanvasText;
      --surface: Canvas;
      --field: Canvas;
      --border: CanvasText;
      --accent: CanvasText;
      --accent-text: Canvas;
      --positive: CanvasText;
      --positive-field: Canvas;
      --caution: CanvasText;
      --training: CanvasText;
      --training-field: Canvas;
    }
  }
`;
