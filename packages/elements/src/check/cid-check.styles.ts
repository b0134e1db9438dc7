import { css } from '../internal/css.js';

export const checkStyles = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0 1em;
  }
  .head .button {
    flex: none;
    padding-inline-end: 0;
  }
  .head .title {
    font-size: 1.1em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .head .note {
    font-weight: 400;
    margin-inline-start: 0.35em;
  }
  /* A container of its own, so that the breakpoints of views exclude the padding. */
  .view {
    container-type: inline-size;
  }
  @container (max-width: 24em) {
    .head {
      align-items: baseline;
    }
    .head .note {
      display: block;
      margin: 0;
    }
  }
  @container (max-width: 20em) {
    .head {
      flex-wrap: wrap;
    }
    .head .button {
      padding: 0;
      margin-block: -0.7em;
    }
  }
`;
