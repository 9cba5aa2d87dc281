// Once the top bar is scrolled away, its first line stays at the top where the
// window is large enough (topbar.css): the search stays within reach. The bar
// keeps its room meanwhile, so that nothing moves.

export function topbar([bar]) {
  const away = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    const stuck = !isIntersecting && boundingClientRect.bottom <= 0;
    bar.style.blockSize = stuck ? `${boundingClientRect.height}px` : "";
    bar.toggleAttribute("data-stuck", stuck);
  });
  away.observe(bar);
}
