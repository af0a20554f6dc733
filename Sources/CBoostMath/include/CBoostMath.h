#pragma once

/// Special functions of Boost.Math behind a C interface.
///
/// All work in double precision on every platform (no promotion to long double).  Arguments outside
/// the stated range, and evaluations that do not converge, give NaN; an overflow gives infinity.
/// Nothing throws.
///
/// Against 40-digit arithmetic the incomplete beta functions have relative errors of 1e-13 or less
/// for ordinary a and b, growing as 1e-16 (a + b) at worst (1e-7 at 1e9, 1e-4 at 1e12): the digits of
/// a sum of a thousand million trials do not fit a double's power.

#ifdef __cplusplus
extern "C" {
#endif

/// The version of Boost that this was built with, as 1.74; never freed.
const char *makerlab_boost_version(void);

/// Regularised incomplete beta function I_x(a, b); a > 0, b > 0, x in [0, 1].
double makerlab_beta_lower(double a, double b, double x);

/// Complement 1 - I_x(a, b), without cancellation; a > 0, b > 0, x in [0, 1].
double makerlab_beta_upper(double a, double b, double x);

/// The x with I_x(a, b) = p; a > 0, b > 0, p in [0, 1].
double makerlab_beta_lower_inverse(double a, double b, double p);

/// The x with 1 - I_x(a, b) = q; a > 0, b > 0, q in [0, 1].
double makerlab_beta_upper_inverse(double a, double b, double q);

/// Regularised lower incomplete gamma function P(a, x); a > 0, x >= 0.
double makerlab_gamma_lower(double a, double x);

/// Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x); a > 0, x >= 0.
double makerlab_gamma_upper(double a, double x);

/// The x with P(a, x) = p; a > 0, p in [0, 1].
double makerlab_gamma_lower_inverse(double a, double p);

/// The x with Q(a, x) = q; a > 0, q in [0, 1].
double makerlab_gamma_upper_inverse(double a, double q);

/// Probability that a standard normal variate is at most z; any z.
double makerlab_normal_lower(double z);

/// Probability that a standard normal variate is above z; any z.
double makerlab_normal_upper(double z);

/// The z that a standard normal variate stays at or below with probability p; p in [0, 1].
double makerlab_normal_lower_inverse(double p);

/// Natural logarithm of |Gamma(x)|; x not zero or a negative integer.
double makerlab_log_gamma(double x);

/// A function of one number, with whatever else it needs behind a pointer.
typedef double (*makerlab_function)(double x, void *context);

/// An integral as far as the rule came.
typedef struct {
  double value;
  /// Difference between the last two levels.
  double error;
  /// Integral of the absolute value.
  double size;
} makerlab_integral_result;

/// Integral of a function over [lower, upper] by the tanh-sinh rule; both ends finite.
///
/// Up to 9 levels are refined until two of them differ by no more than the tolerance, relative to the
/// integral of the absolute value; all NaN where the function is infinite or not a number.
makerlab_integral_result makerlab_integral(makerlab_function function, void *context, double lower,
                                           double upper, double tolerance);

#ifdef __cplusplus
}
#endif
