"""Invented names. A customer's name carries what it is; a lead's is put together from two lists."""


def split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for line in names.strip().splitlines() for name in line.split("|"))


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COAST = """
Anchor & Oar Chowder House | Bayside Bagels | Biscuit Lane Breakfast | Blue Heron Tavern | Breakwater Fish Fry
Brightwater Juice Bars | Butter & Thyme Bakeshop | Cannery Row Coffee Works | Captain Ollie's | Clementine Cafe
Cobblestone Creamery | Copper Kettle Diners | Crab Apple Deli | Daybreak Doughnuts | Drift Inn Grills
Driftwood Espresso | Eastwind Noodles | Fennel Street Kitchen | Ferry Slip Sandwiches | Fiddlehead Bistro
Flat Rock Smokehouse | Foghorn Burgers | Ginger & Tide | Gull Point Catering | Half Moon Taqueria
Hazel's Pie Counter | Honey Locust Cafe | Jetty Street Pizza | Kelp & Clove | Lantern Hill Inn
Lemon Grove Kitchens | Little Tern Tacos | Low Tide Oyster Bars | Mallow & Rye | Marigold Lunchrooms
Mooring Steakhouse | Night Herring | Old Ferry Diner | Paper Boat Sushi | Pebble Beach Wraps
Periwinkle Tea Rooms | Pier Nine Poke | Quince & Co | Red Buoy Barbecue | Ripple Coffee Carts
Rope & Barrel | Salt Spray Sweets | Saltmarsh Kitchen | Sandpiper Suppers | Sea Glass Salads
Shoreline Shawarma | Skipper's Chicken | Southwold Pies | Spindrift Brewery | Starboard Subs
Tidewater Toast | Two Gulls Gelato | Wharf Street Waffles | Whistling Kettle | Windward Wings
"""

GROVE = """
Alder & Ash Restaurants | Amber Fields Grills | Applewood Family Tables | Bluestem Kitchens | Bramble House Pubs
Buckeye Bowls | Cedar Street Kitchens | Chestnut Hall Catering | Clover Leaf Cafeterias | Cottonwood Cantinas
Dogwood Dining | Elm & Ember Grills | Evergreen Eateries | Fern Hill Hotels | Firefly Fast Casual
Foxglove Brasseries | Golden Acorn Pancakes | Harvest Moon Bakeries | Hawthorn Hospitality | Hickory Pit Barbecue
Ironwood Steakhouses | Juniper & Rye | Laurel Lane Kitchens | Linden Lunch Company | Magnolia Biscuit Houses
Maple Table Restaurants | Meadowlark Markets | Mulberry Noodle Houses | Nettle & Vine | Oakheart Burgers
Orchard Road Catering | Pecan Porch | Persimmon Poke | Pinecone Pizza | Redbud Roasters
Sagebrush Cantinas | Sassafras Soul Food | Silver Birch Hotels | Sumac Street Kitchens | Sycamore Suites
Tamarack Taverns | Thistle & Thorn | Walnut Creek Wings | Willow Bend Brunch
"""

SUMMIT = """
Bluebird Diners | Canyon Rim Resorts | Continental Canteens | Crestline Hospitality Group | Granite Peak Hotels
Great Basin Burgers | Highmark Airport Dining | Lakeshore Health Dining | Meridian Stadium Foods
Northgate Restaurant Group | Pinnacle Campus Dining | Ridgeway Roadhouses | Sierra Vista Casinos
Skyline Coffee Company | Timberline Lodges
Union County Schools Kitchens
"""

EUROPE = """
Bäckerei Sonnenau | Bistro Lindenhof | Boulangerie Maubert | Brasserie Montclair | Café Ombria
Cantina Belvedere | Casa Oliveira | Cervejaria Atlas | Estrela do Cais | Gasthof Erlenbach
Grand Café Merelle | Hotel Zur Brücke | Kaffeehaus Altmark | Kantine Nordhof | La Petite Amande
Maison Vauquelin | Mercado Alegria | Osteria Valdoro | Padaria Miramonte | Panadería Rocío
Pasticceria Lunetta | Pensão Ribeirinha | Pizzeria Tre Ponti | Restaurant Kornblume | Ristorante Bellosguardo
Taberna Mirador | Tapas Encinar | Trattoria Sant'Elmo | Vinothek Rabenstein | Wirtshaus Tannengrund
"""

# What a lead is called: one word of each list.
LEAD_FIRST = words(
    "Alpine Basil Bay Birch Bramley Brook Canal Carob Chalk Chili Cider Citrus Coral Corner Crimson Delta Dill Dune "
    "Echo Falcon Fig Flint Forge Garnet Heath Heron Indigo Iris Ivory Jasper Lark Lime Mango Mesa Mint Moss Myrtle "
    "Nutmeg Olive Opal Otter Pepper Plum Poplar Quarry Raven Reed Rosemary Rowan Saffron Sienna Slate Spruce Sunny "
    "Tamarind Teal Tulip Umber Velvet Vine Wren Yarrow Zephyr"
)
LEAD_LAST = words(
    "Bakery Bar Bistro Brewery Cafe Canteen Catering Counter Diner Eatery Grill Hall House Hotels Inn Kitchen Lounge "
    "Noodles Pantry Pizza Room Smokehouse Suites Tavern Wings"
)

GIVEN = words(
    "Aaliyah Adam Aisha Alba Amara Andrej Anouk Antonio Asha Beatriz Bruno Camila Chidi Clara Dalia Daniel Diego Dina "
    "Elena Emeka Emil Esther Farah Felix Freya Gabriel Gita Hamza Hugo Ibrahim Imani Ingrid Isla Jamal Jana Joao Josef "
    "Kaito Karin Kenji Laila Lars Leila Leon Lucia Malik Mara Marco Mei Milan Mina Nadia Naomi Nils Nora Oscar Pablo "
    "Paula Priya Ravi Renata Rhys Rosalind Ruben Samira Sanjay Sofia Stella Sven Tariq Teresa Theo Tomas Uma Vera "
    "Viktor Wanda Yara Yusuf Zainab Zuzana"
)
FAMILY = words(
    "Abara Acosta Amin Andersson Arslan Baker Barros Becker Bello Bianchi Bose Bruun Castillo Chandra Chen Costa Cruz "
    "Dahl Danso Diallo Dubois Duarte Eklund Farrell Ferrari Fischer Flores Fontaine Garcia Geller Goto Greco Haas "
    "Hansen Hassan Hayashi Holm Ionescu Ivanova Jensen Kamara Kaur Keller Khan Kowalski Larsen Lehmann Lopes Maeda "
    "Mancini Marin Mbeki Mendes Meyer Mishra Moretti Nair Navarro Ngo Nowak Nunes Obi Olsen Ortiz Osei Pereira Petrov "
    "Quispe Rao Reyes Ricci Romero Sahin Santos Schmid Silva Soto Suzuki Tembo Torres Varga Vega Weber Wood Yilmaz Zhou"
)
