new isvek.Bvi({ speech: false });
