#include "CBoostMath.h"

#include <cmath>
#include <limits>

// The rule asserts that its nodes are inside the interval; an interval of few doubles is no error.
#define BOOST_DISABLE_ASSERTS
#include <boost/math/quadrature/tanh_sinh.hpp>

makerlab_integral_result makerlab_integral(makerlab_function function, void *context, double lower,
                                           double upper, double tolerance) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  makerlab_integral_result result = {nan, nan, nan};
  if (!std::isfinite(lower) || !std::isfinite(upper) || !(tolerance > 0)) return result;
  try {
    // Its tables grow when they are first needed; it guards them itself.
    static boost::math::quadrature::tanh_sinh<double> rule(9);
    // Over [0, 2], because Boost scales the integral to the interval, but not always its error.
    const double half = (upper - lower) / 2;
    double error = 0;
    double size = 0;
    const double value =
        rule.integrate([=](double t) { return function(lower + half * t, context); }, 0.0, 2.0,
                       tolerance, &error, &size);
    result.value = half * value;
    result.error = half * error;
    result.size = half * size;
  } catch (...) {
  }
  return result;
}
