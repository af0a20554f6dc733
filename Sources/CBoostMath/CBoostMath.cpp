#include <boost/version.hpp>
#include <string>
#include "CBoostMath.h"

#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace {

namespace policies = boost::math::policies;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double rootHalf = 0.707106781186547524400844362104849039;
constexpr double rootTwo = 1.41421356237309504880168872420969808;

// Bad input is answered with NaN.  Only a failed evaluation throws, because Boost discards the
// value its error handler returns there; `evaluate` turns that exception into NaN too.
using Policy = policies::policy<
    policies::domain_error<policies::ignore_error>,
    policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>,
    policies::evaluation_error<policies::throw_on_error>,
    policies::promote_float<false>,
    policies::promote_double<false>>;

template <typename Function>
double evaluate(bool inDomain, Function function) noexcept {
  if (!inDomain) return nan;
  try {
    return function(Policy());
  } catch (...) {
    return nan;
  }
}

bool isShape(double a) { return a > 0 && a < infinity; }

bool isProbability(double p) { return p >= 0 && p <= 1; }

}  // namespace

double makerlab_beta_lower(double a, double b, double x) {
  return evaluate(isShape(a) && isShape(b) && isProbability(x),
                  [=](Policy policy) { return boost::math::ibeta(a, b, x, policy); });
}

double makerlab_beta_upper(double a, double b, double x) {
  return evaluate(isShape(a) && isShape(b) && isProbability(x),
                  [=](Policy policy) { return boost::math::ibetac(a, b, x, policy); });
}

double makerlab_beta_lower_inverse(double a, double b, double p) {
  return evaluate(isShape(a) && isShape(b) && isProbability(p),
                  [=](Policy policy) { return boost::math::ibeta_inv(a, b, p, policy); });
}

double makerlab_beta_upper_inverse(double a, double b, double q) {
  return evaluate(isShape(a) && isShape(b) && isProbability(q),
                  [=](Policy policy) { return boost::math::ibetac_inv(a, b, q, policy); });
}

double makerlab_gamma_lower(double a, double x) {
  if (isShape(a) && x == infinity) return 1;
  return evaluate(isShape(a) && x >= 0,
                  [=](Policy policy) { return boost::math::gamma_p(a, x, policy); });
}

double makerlab_gamma_upper(double a, double x) {
  if (isShape(a) && x == infinity) return 0;
  return evaluate(isShape(a) && x >= 0,
                  [=](Policy policy) { return boost::math::gamma_q(a, x, policy); });
}

double makerlab_gamma_lower_inverse(double a, double p) {
  if (isShape(a) && p == 1) return infinity;
  return evaluate(isShape(a) && isProbability(p),
                  [=](Policy policy) { return boost::math::gamma_p_inv(a, p, policy); });
}

double makerlab_gamma_upper_inverse(double a, double q) {
  if (isShape(a) && q == 0) return infinity;
  return evaluate(isShape(a) && isProbability(q),
                  [=](Policy policy) { return boost::math::gamma_q_inv(a, q, policy); });
}

double makerlab_normal_lower(double z) {
  return evaluate(!std::isnan(z), [=](Policy policy) {
    return 0.5 * boost::math::erfc(-z * rootHalf, policy);
  });
}

double makerlab_normal_upper(double z) { return makerlab_normal_lower(-z); }

double makerlab_normal_lower_inverse(double p) {
  if (p == 0) return -infinity;
  if (p == 1) return infinity;
  return evaluate(isProbability(p), [=](Policy policy) {
    return 0.0 - rootTwo * boost::math::erfc_inv(2 * p, policy);  // never -0
  });
}

double makerlab_log_gamma(double x) {
  return evaluate(!std::isnan(x), [=](Policy policy) { return boost::math::lgamma(x, policy); });
}

extern "C" const char *makerlab_boost_version(void) {
  static const std::string version =
      std::to_string(BOOST_VERSION / 100000) + "." + std::to_string(BOOST_VERSION / 100 % 1000);
  return version.c_str();
}
