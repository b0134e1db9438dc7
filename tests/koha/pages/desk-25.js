// Imitates the scripts of a current checkout page that run after IntranetUserJS: written for these tests
// after circulation.tt, circulation.js and js_includes.inc of Koha 25.11.
/* global $ */

// Autocomplete as in jQuery UI: 300 ms after the last key, from three characters.
function suggestPatrons(field) {
  let timer;
  field.on('keydown', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (field.val().length >= 3) $.getJSON('/api/v1/patrons', { q: field.val() });
    }, 300);
  });
}

$(() => {
  let submitting = false;
  $('#barcode').on('keypress', (event) => {
    if (!submitting) return;
    $('#barcodeSubmittedModal').modal('show');
    event.preventDefault();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) submitting = false;
  });

  if (new URLSearchParams(location.search).has('holds')) {
    const waiting = $('#circ-warnwaitingholds-modal');
    $('#mainform').on('submit', () => {
      if ($('#checkout_confirmed').length) return true;
      waiting.modal('show');
      return false;
    });
    waiting.on('hidden.bs.modal', () => {
      $('#mainform').append('<input type="hidden" id="checkout_confirmed" value="1">').submit();
    });
  }

  $('#mainform').on('submit', () => {
    if ($('#barcode').val()) submitting = true;
  });
  $('#itemSearchFallback[data-show]').modal('show');
  $('.circ_setting').on('click', () => $('#barcode').trigger('focus'));
  $('#show-circ-settings a').on('click', (event) => {
    event.preventDefault();
    $('.circ-settings').toggle();
  });
  suggestPatrons($('#findborrower'));
  suggestPatrons($('#findborrower_main'));
});

window.onload = () => {
  if (!document.querySelector('#borrowernumber')) $('#findborrower').trigger('focus');
};
