// What the scripts of a staff page do with keys and focus, old and current: written for these tests.
/* global $ */
$(() => {
  const tabs = { r: '#ret_barcode', u: '#findborrower', q: '#search-form', w: '#ren_barcode' };
  const show = (pane) => {
    $(`a[href="#${pane}"]`).tab('show');
  };
  // Alt+R, U, Q, W go to a search tab. By `code`: a Russian layout names the keys otherwise.
  document.addEventListener('keydown', (event) => {
    const field = event.altKey && !event.ctrlKey && tabs[event.code.slice(3).toLowerCase()];
    if (!field || !$(field).length) return;
    event.preventDefault();
    show($(field).closest('.tab-pane').attr('id'));
    $(field).trigger('focus');
  });
  $('#header_search a').on('shown.bs.tab', (event) => {
    $(event.target.getAttribute('href')).find('input:text:first').trigger('focus');
  });

  // Suggestions by GET while somebody types.
  const suggest = function () {
    if (this.value) $.getJSON('/cgi-bin/koha/circ/ysearch.pl', { term: this.value });
  };
  if (!$('script[src="/desk-25.js"]').length)
    $('#findborrower, #findborrower_main, #searchmember').on('input', suggest);

  // An empty checkout prints a slip.
  $('#mainform').on('submit', () => {
    if ($('#barcode').val() !== '') return true;
    $.get('/cgi-bin/koha/members/printslip.pl', { borrowernumber: 7, print: 'issueqslip' });
    return false;
  });

  // The names of recent patrons.
  if ($('#borrowernumber').length) localStorage.setItem('previousPatrons', '[{"name":"Иванова Анна"}]');

  $('.tab-pane.active input:text:first').trigger('focus');
  $('.focus:visible').trigger('focus');
});
window.addEventListener('load', () => {
  $('.focus:visible').first().trigger('focus');
});
