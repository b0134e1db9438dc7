// Imitates how scripts of old and current staff pages handle keys and focus.
/* global $ */
$(() => {
  const tabs = { r: '#ret_barcode', u: '#findborrower', q: '#search-form', w: '#ren_barcode' };
  const show = (pane) => {
    $(`a[href="#${pane}"]`).tab('show');
  };
  // Alt+R, U, Q and W open a search tab. Uses `event.code`, because `event.key` depends on the keyboard
  // layout.
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

  // Autocomplete requests during typing.
  const suggest = function () {
    if (this.value) $.getJSON('/cgi-bin/koha/circ/ysearch.pl', { term: this.value });
  };
  if (!$('script[src="/desk-25.js"]').length)
    $('#findborrower, #findborrower_main, #searchmember').on('input', suggest);

  // Submitting an empty checkout prints a slip.
  $('#mainform').on('submit', () => {
    if ($('#barcode').val() !== '') return true;
    $.get('/cgi-bin/koha/members/printslip.pl', { borrowernumber: 7, print: 'issueqslip' });
    return false;
  });

  // Koha stores the names of recent patrons.
  if ($('#borrowernumber').length) localStorage.setItem('previousPatrons', '[{"name":"Иванова Анна"}]');

  $('.tab-pane.active input:text:first').trigger('focus');
  $('.focus:visible').trigger('focus');
});
window.addEventListener('load', () => {
  $('.focus:visible').first().trigger('focus');
});
